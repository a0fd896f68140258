package dev.stitch.activities.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.connectors.oauth.Tokens;
import dev.stitch.connectors.testing.FakeGoogle;
import dev.stitch.port.ConnectionActivities.TestOutcome;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.Capability;
import dev.stitch.store.connection.Connection.State;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlatformProbeTest {

  private final FakeGoogle google = new FakeGoogle();
  private final ApplicationContext context = ApplicationContext.run(settings());
  private final ConnectionRepository connections = context.getBean(ConnectionRepository.class);
  private final PlatformProbe probe = context.getBean(PlatformProbe.class);

  @AfterAll
  void close() {
    context.close();
    google.close();
  }

  @Test
  void aMailboxIsAskedWhoseItIs() {
    UUID id = connect();

    assertThat(test(id).ok()).isTrue();
    assertThat(connections.find(id).orElseThrow().account().id()).isEqualTo(FakeGoogle.ADDRESS);
  }

  @Test
  void whoMayNotReadMailIsNotAskedAndStaysConnected() {
    UUID id = connect();
    connections.missing(id, Capability.READ_MAIL, "It was not allowed.");
    int asked = google.requests().size();

    TestOutcome outcome = test(id);

    assertThat(outcome.ok()).isTrue();
    assertThat(outcome.message()).contains("may not read mail");
    assertThat(google.requests()).hasSize(asked);
    assertThat(connections.find(id).orElseThrow().health().state()).isEqualTo(State.CONNECTED);
  }

  private TestOutcome test(UUID id) {
    return probe.test(connections.find(id).orElseThrow());
  }

  private UUID connect() {
    UUID id = Ids.next();
    connections.store(
        id,
        Toolkit.GMAIL,
        id.toString(),
        Jsonb.object(),
        new Tokens(google.tokens().accessToken(), null, null).credentials());
    return id;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(Postgres.freshProperties());
    settings.put("stitch.gmail.api-url", google.url().toString());
    return settings;
  }
}
