package dev.stitch.activities.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.EntityStatus;
import dev.stitch.model.FlowKind;
import dev.stitch.store.connect.DatabaseConfigurer;
import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.testing.DatabaseProxy;
import dev.stitch.store.testing.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database goes away while journeys send mails and count, and comes back. */
@Tag("server")
class DatabaseAwayTest {

  private static final int JOURNEYS = 8;
  private static final int ROUNDS = 3;
  private static final Duration OUTAGE = Duration.ofSeconds(12);

  private static DatabaseProxy proxy;
  private static JourneyWorld world;

  enum Way {
    CUT,
    FROZEN
  }

  @BeforeAll
  static void start() {
    DatabaseUrl url = Postgres.freshDatabase();
    proxy = new DatabaseProxy(url);
    world =
        new JourneyWorld(
            Map.of(
                "datasources.default.url",
                proxy.jdbcUrl(),
                "datasources.default.connection-timeout",
                "1000",
                DatabaseConfigurer.SILENCE,
                "2"));
  }

  @AfterAll
  static void stop() {
    world.close();
    proxy.close();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void nothingIsLostDoneTwiceOrBlockedByIt(Way way) {
    UUID flow = world.flow(FlowKind.BMC, "Rounds", JourneyWorld.spine("stage"));
    world.map(flow, "stage", world.flow(FlowKind.SYSTEM, "Round", rounds()), 1);
    List<UUID> entities =
        IntStream.range(0, JOURNEYS)
            .mapToObj(
                i -> world.start(flow, world.contact("A" + i, UUID.randomUUID() + "@example.com")))
            .toList();

    switch (way) {
      case CUT -> proxy.cut();
      case FROZEN -> proxy.freeze();
    }
    LockSupport.parkNanos(OUTAGE.toNanos());
    proxy.restore();

    for (UUID entity : entities) {
      assertThat(world.end(entity).status()).isEqualTo(EntityStatus.COMPLETED);
      assertThat(
              world.database.number(
                  "SELECT (attributes ->> 'visits')::int FROM contacts c"
                      + " JOIN entities e ON e.contact_id = c.id WHERE e.id = ?",
                  entity))
          .isEqualTo(ROUNDS);
      assertThat(
              world.database.list(
                  "SELECT node_id FROM email_messages WHERE entity_id = ? ORDER BY node_id",
                  row -> row.text("node_id"),
                  entity))
          .containsExactlyElementsOf(
              IntStream.range(0, ROUNDS).mapToObj(round -> "mail" + round).toList());
      assertThat(world.events(entity)).doesNotContain("blocked", "path_failed");
    }
  }

  /** Mails that may be tried once, and counts between them. */
  private static ObjectNode rounds() {
    return JourneyWorld.chain(
        "{}",
        IntStream.range(0, ROUNDS)
            .boxed()
            .flatMap(
                round ->
                    java.util.stream.Stream.of(
                        "{'id':'mail"
                            + round
                            + "','type':'email.send','data':{'subject':'"
                            + round
                            + "','text':'Hello','retry':{'maxAttempts':1}}}",
                        "{'id':'count"
                            + round
                            + "','type':'contact.update','data':{'values':{'attributes.visits':"
                            + "'(has(contact.attributes.visits) ? contact.attributes.visits : 0) + 1'}}}"))
            .toArray(String[]::new));
  }
}
