package dev.stitch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stitch.store.connect.DatabaseConfigurer;
import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.testing.DatabaseProxy;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Tag("server")
class DatabaseOutageTest {

  private DatabaseProxy proxy;
  private ApplicationContext context;
  private Database database;

  @BeforeEach
  void start() {
    DatabaseUrl url = Postgres.freshDatabase();
    proxy = new DatabaseProxy(url);
    Map<String, Object> properties =
        new HashMap<>(
            DatabaseConfigurer.properties(
                new DatabaseUrl(proxy.jdbcUrl(), url.user(), url.password())));
    properties.put("datasources.default.maximum-pool-size", 2);
    properties.put("datasources.default.connection-timeout", 1500);
    properties.put(DatabaseConfigurer.SILENCE, "2");
    context = ApplicationContext.run(properties);
    database = context.getBean(Database.class);
    database.number("SELECT 1");
  }

  @AfterEach
  void stop() {
    proxy.close();
    context.close();
  }

  @Test
  void aDatabaseThatRefusesConnectionsIsAPassingFailure() {
    proxy.cut();

    assertThat(failure(() -> database.number("SELECT 1")).passing()).isTrue();
    assertThat(failure(() -> database.transaction(() -> {})).passing()).isTrue();

    proxy.restore();
    assertThat(database.number("SELECT 1")).isOne();
  }

  @Test
  void aCommitWithoutAnAnswerIsAPassingFailure() {
    SqlFailure lost =
        failure(
            () ->
                database.transaction(
                    () -> {
                      insert("a@example.com");
                      proxy.cut();
                    }));

    assertThat(lost.passing()).isTrue();
  }

  @Test
  void aDatabaseThatHasGoneSilentIsGivenUpWithinSeconds() {
    proxy.freeze();

    long begun = System.nanoTime();
    SqlFailure silent = failure(() -> database.number("SELECT 1"));

    assertThat(silent.passing()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void anAnswerThatTakesLongIsWaitedForByWhoIsPatient() {
    assertThat(failure(() -> sleep(3)).passing()).isTrue();

    assertThat(database.patiently(Duration.ofSeconds(20), () -> sleep(3))).isTrue();

    assertThat(failure(() -> sleep(3)).passing()).isTrue();
  }

  @Test
  void aPoolWithoutAFreeConnectionIsAPassingFailure() throws Exception {
    CountDownLatch held = new CountDownLatch(2);
    CountDownLatch done = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 2; i++) {
        threads.execute(
            () ->
                database.onConnection(
                    connection -> {
                      held.countDown();
                      awaitUninterruptibly(done);
                      return null;
                    }));
      }
      held.await();

      assertThat(failure(() -> database.number("SELECT 1")).passing()).isTrue();
      done.countDown();
    }
  }

  @Test
  void aValueThatCannotBeStoredIsRefusedForGood() {
    insert("a@example.com");

    assertThat(failure(() -> insert("B@example.com")).passing()).isFalse();
    assertThat(failure(() -> insert("a@example.com")).passing())
        .as("somebody else was faster, and is found the next time")
        .isTrue();
    assertThat(failure(() -> database.number("SELECT '1x'::int")).passing()).isFalse();
  }

  private void insert(String email) {
    database.update(
        "INSERT INTO contacts (id, name, email) VALUES (?, ?, ?)", Ids.next(), "A", email);
  }

  private boolean sleep(int seconds) {
    return database.exists("SELECT pg_sleep(?)", seconds);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static SqlFailure failure(Runnable work) {
    SqlFailure failure = catchThrowableOfType(SqlFailure.class, work::run);
    assertThat(failure).isNotNull();
    return failure;
  }
}
