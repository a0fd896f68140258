package dev.stitch.store.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class StreamRepositoryTest {

  private static final StreamOwner ALL = new StreamOwner.Everything();
  private static ApplicationContext context;
  private static Database database;
  private static StreamRepository stream;

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    database = context.getBean(Database.class);
    stream = context.getBean(StreamRepository.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void empty() {
    database.update("DELETE FROM stream_events");
  }

  @Test
  void anOwnersEventsComeInPagesInTheirOrder() {
    UUID entity = Ids.next();
    for (int i = 0; i < 7; i++) {
      append(entity, "e" + i);
      append(Ids.next(), "other");
    }

    List<String> seen = new ArrayList<>();
    StreamPosition position = StreamPosition.BEGINNING;
    List<StreamRow> page;
    do {
      page = stream.after(new StreamOwner.Entity(entity), position, 3);
      page.forEach(row -> seen.add(row.event()));
      position = page.isEmpty() ? position : page.getLast().position();
    } while (!page.isEmpty());

    assertThat(seen).containsExactly("e0", "e1", "e2", "e3", "e4", "e5", "e6");
  }

  @Test
  void nothingThatCommitsLateIsPassedOver() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    CountDownLatch insert = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    // Its transaction id is the lowest, its event's id the highest.
    Thread early =
        Thread.startVirtualThread(
            () ->
                database.transaction(
                    () -> {
                      database.exists("SELECT pg_current_xact_id()");
                      open.countDown();
                      await(insert);
                      append(Ids.next(), "early");
                    }));
    open.await();
    // Its transaction id is higher and its event's id lower, and it commits last.
    CountDownLatch written = new CountDownLatch(1);
    Thread late =
        Thread.startVirtualThread(
            () ->
                database.transaction(
                    () -> {
                      append(Ids.next(), "late");
                      written.countDown();
                      await(commit);
                    }));
    written.await();
    insert.countDown();
    early.join();

    List<StreamRow> first = stream.after(ALL, StreamPosition.BEGINNING, 10);
    commit.countDown();
    late.join();
    List<StreamRow> second = stream.after(ALL, first.getLast().position(), 10);

    assertThat(first).extracting(StreamRow::event).containsExactly("early");
    assertThat(second).extracting(StreamRow::event).containsExactly("late");
    assertThat(second.getFirst().position().id()).isLessThan(first.getFirst().position().id());
  }

  @Test
  void theEndIsBehindWhatIsThereAndBeforeWhatComes() {
    append(Ids.next(), "before");
    StreamPosition end = stream.end();
    append(Ids.next(), "after");

    assertThat(stream.after(ALL, end, 10)).extracting(StreamRow::event).containsExactly("after");
  }

  @Test
  void aPositionIsFoundByIdAlsoWhenItsEventIsForgotten() {
    append(Ids.next(), "first");
    append(Ids.next(), "second");
    List<StreamRow> rows = stream.after(ALL, StreamPosition.BEGINNING, 10);
    long second = rows.getLast().position().id();

    assertThat(stream.of(second)).isEqualTo(rows.getLast().position());
    database.update("DELETE FROM stream_events WHERE id = ?", second);
    assertThat(stream.of(second)).isEqualTo(rows.getFirst().position());
    assertThat(stream.of(0)).isEqualTo(StreamPosition.BEGINNING);
  }

  @Test
  void onlyOldEventsAreForgotten() {
    append(Ids.next(), "old");
    database.update("UPDATE stream_events SET at = now() - interval '8 days'");
    append(Ids.next(), "new");

    assertThat(stream.prune(Duration.ofDays(7), 100)).isEqualTo(1);
    assertThat(stream.after(ALL, StreamPosition.BEGINNING, 10))
        .extracting(StreamRow::event)
        .containsExactly("new");
  }

  private static void append(UUID entity, String event) {
    database.update(
        "INSERT INTO stream_events (entity_id, event, payload) VALUES (?, ?, '{}')", entity, event);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
