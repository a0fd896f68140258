package dev.stitch.connectors.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stitch.connectors.Platforms;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.testing.FakePlatform.Held;
import dev.stitch.connectors.testing.FakePlatform.Response;
import dev.stitch.connectors.testing.FakeX;
import dev.stitch.connectors.x.XClient;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connect.DatabaseConfigurer;
import dev.stitch.store.connection.Capability;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.Connection.State;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What happens to others while a platform takes its time to renew tokens. */
@Tag("server")
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RenewalTest {

  private static final String LIKES = "/2/users/" + FakeX.OWN_ID + "/likes";

  private final FakeX x = new FakeX();
  private final Map<String, String> database = Postgres.freshProperties();

  /** Two processes; the second gives up early a database that says nothing. */
  private final ApplicationContext one = process(Map.of());

  private final ApplicationContext other =
      process(
          Map.of(
              DatabaseConfigurer.SILENCE,
              "1",
              "datasources.default.maximum-pool-size",
              "2",
              "datasources.default.connection-timeout",
              "1000"));

  private final ConnectionRepository connections = one.getBean(ConnectionRepository.class);

  @AfterAll
  void close() {
    one.close();
    other.close();
    x.close();
  }

  @Test
  void whoWaitsForAnotherProcessKeepsItsConnectionToTheDatabase() throws Exception {
    UUID id = connect("ended", x.tokens().refreshToken(), Instant.now());
    int renewals = x.tokens().renewals();
    Held held = x.holdNext(FakeX.TOKEN_PATH);
    FutureTask<String> renewing = inAThread(() -> x(one, id).me().id());
    held.awaitArrival();

    FutureTask<String> waiting = inAThread(() -> x(other, id).me().id());
    FutureTask<Boolean> noting =
        inAThread(
            () -> {
              other.getBean(ConnectionRepository.class).tested(id, true, "ok");
              return true;
            });
    awaitLongLocks(2, List.of(waiting, noting));
    held.release();

    assertThat(renewing.get()).isEqualTo(FakeX.OWN_ID);
    assertThat(waiting.get()).isEqualTo(FakeX.OWN_ID);
    assertThat(noting.get()).isTrue();
    assertThat(x.tokens().renewals()).isEqualTo(renewals + 1);
  }

  @Test
  void whatRefersToAConnectionIsWrittenWhileItIsRenewed() throws Exception {
    UUID id = connect("ended", x.tokens().refreshToken(), Instant.now());
    Held held = x.holdNext(FakeX.TOKEN_PATH);
    FutureTask<String> renewing = inAThread(() -> x(one, id).me().id());
    held.awaitArrival();

    other
        .getBean(Database.class)
        .update(
            """
            INSERT INTO send_limits (mailbox, connection_id, per_hour, updated_by)
            SELECT id::text, id, 1, 'test' FROM platform_accounts WHERE id = ?
            """,
            id);
    held.release();

    assertThat(renewing.get()).isEqualTo(FakeX.OWN_ID);
  }

  @Test
  void thoseWhoWaitForARenewalLeaveTheDatabaseToOthers() throws Exception {
    UUID id = connect("ended", x.tokens().refreshToken(), Instant.now());
    Held held = x.holdNext(FakeX.TOKEN_PATH);
    List<FutureTask<String>> workers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      FutureTask<String> work = new FutureTask<>(() -> x(other, id).me().id());
      workers.add(work);
      threads.add(Thread.ofPlatform().start(work));
    }
    held.awaitArrival();
    while (!threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
      assertThat(workers).as("nobody gives up").noneMatch(FutureTask::isDone);
      Thread.onSpinWait();
    }

    other.getBean(Database.class).reach();
    held.release();

    for (FutureTask<String> work : workers) {
      assertThat(work.get()).isEqualTo(FakeX.OWN_ID);
    }
  }

  @Test
  void whoIsInterruptedKeepsWhatThePlatformHasRenewed() throws Exception {
    UUID id = connect("ended", x.tokens().refreshToken(), Instant.now());
    int asked = x.requests("/2/users/me").size();
    Held held = x.holdNext(FakeX.TOKEN_PATH);
    FutureTask<String> work = new FutureTask<>(() -> x(one, id).me().id());
    Thread worker = Thread.ofPlatform().start(work);
    held.awaitArrival();

    worker.interrupt();
    held.release();

    assertThatThrownBy(work::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(x.requests("/2/users/me")).as("it stops afterwards").hasSize(asked);
    assertThat(find(id).health().tokenExpiresAt()).isAfter(Instant.now().plusSeconds(7_000));
    assertThat(x(one, id).me().id()).isEqualTo(FakeX.OWN_ID);
  }

  @Test
  void aRefusalThatComesLateSaysNothingOfTheNewGrant() throws Exception {
    UUID id = connect(x.tokens().accessToken(), null, null);
    Held dead =
        x.holdNext(
            LIKES,
            Response.of(403, "{'type':'https://api.x.com/2/problems/unsupported-authentication'}"));
    Held forbidden = x.holdNext(LIKES, FakeX.forbidden());
    FutureTask<String> first = inAThread(() -> like(id));
    dead.awaitArrival();
    FutureTask<String> second = inAThread(() -> like(id));
    forbidden.awaitArrival();

    connections.replaceSecret(id, new Tokens(x.tokens().accessToken(), null, null).credentials());
    dead.release();
    forbidden.release();

    for (FutureTask<String> refused : List.of(first, second)) {
      assertThatThrownBy(refused::get).hasCauseInstanceOf(PlatformException.class);
    }
    assertThat(find(id).health().state()).isEqualTo(State.CONNECTED);
    assertThat(find(id).can(Capability.LIKE)).isTrue();
  }

  private String like(UUID id) throws PlatformException, InterruptedException {
    x(one, id).like(FakeX.OWN_ID, "7");
    return "liked";
  }

  private static <T> FutureTask<T> inAThread(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task;
  }

  /** Until so many statements have waited for the row longer than their process likes to wait. */
  private void awaitLongLocks(int many, List<? extends FutureTask<?>> waiting) {
    while (one.getBean(Database.class)
            .number(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                  AND clock_timestamp() - query_start > interval '1500 ms'
                """)
        < many) {
      assertThat(waiting).as("nobody gives up").noneMatch(FutureTask::isDone);
      Thread.onSpinWait();
    }
  }

  private ApplicationContext process(Map<String, String> more) {
    Map<String, Object> settings = new HashMap<>(database);
    settings.put("stitch.x.api-url", x.url().toString());
    settings.put("stitch.x.token-url", x.url() + FakeX.TOKEN_PATH);
    settings.put("stitch.x.client-id", "client");
    settings.putAll(more);
    return ApplicationContext.run(settings);
  }

  private UUID connect(String access, String refresh, Instant expiresAt) {
    UUID id = Ids.next();
    connections.store(
        id,
        Toolkit.X,
        id.toString(),
        Jsonb.object(),
        new Tokens(access, refresh, expiresAt).credentials());
    return id;
  }

  private Connection find(UUID id) {
    return connections.find(id).orElseThrow();
  }

  private XClient x(ApplicationContext process, UUID id) {
    return process.getBean(Platforms.class).x(find(id));
  }
}
