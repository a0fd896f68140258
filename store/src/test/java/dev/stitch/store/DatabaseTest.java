package dev.stitch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.page.UnknownSortException;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class DatabaseTest {

  private static ApplicationContext context;
  private static Database database;

  private static final Listing<String> NAMES =
      new Listing<>(
          "name", "contacts", Map.of("name", "name"), "name", "id", row -> row.text("name"));

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    database = context.getBean(Database.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void empty() {
    database.update("DELETE FROM contacts");
  }

  @Test
  void noFailureRepeatsWhatSomebodyEntered() {
    String insert = "INSERT INTO contacts (id, email) VALUES (?, 'ada@private.example')";
    database.update(insert, Ids.next());

    assertThatThrownBy(() -> database.update(insert, Ids.next()))
        .isInstanceOfSatisfying(
            SqlFailure.class, failure -> assertThat(failure.constraint()).isNotNull())
        .hasMessageContaining("duplicate key")
        .message()
        .doesNotContain("ada@private.example");
  }

  @Test
  void valuesOfEveryTypeComeBackAsTheyWent() {
    UUID id = Ids.next();
    Instant at = Instant.parse("2026-03-29T01:30:00.123456Z");
    JsonNode attributes = Jsonb.object().put("größe", 1.5).put("text", "a\"b\nc");

    database.update(
        """
        INSERT INTO contacts (id, name, email, attributes, tags, unsubscribed_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        id,
        "Zoë",
        null,
        attributes,
        SqlArray.texts(List.of("a,b", "c\"d")),
        at);

    assertThat(
            database.first(
                "SELECT * FROM contacts WHERE id = ?",
                row ->
                    List.of(
                        row.uuid("id"),
                        row.text("name"),
                        row.json("attributes"),
                        row.texts("tags"),
                        row.instant("unsubscribed_at")),
                id))
        .contains(List.of(id, "Zoë", attributes, List.of("a,b", "c\"d"), at));
    assertThat(database.exists("SELECT 1 FROM contacts WHERE email IS NULL")).isTrue();
  }

  @Test
  void anExceptionRollsTheWholeTransactionBack() {
    assertThatThrownBy(
            () ->
                database.transaction(
                    () -> {
                      insert("kept back");
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");

    assertThat(database.number("SELECT count(*) FROM contacts")).isZero();
  }

  @Test
  void aTransactionThatADeadlockUndoesIsDoneAgain() throws Exception {
    UUID one = Ids.next();
    UUID other = Ids.next();
    for (UUID id : List.of(one, other)) {
      database.update("INSERT INTO contacts (id, attributes) VALUES (?, '{\"n\": 0}')", id);
    }
    CyclicBarrier bothHoldTheirFirst = new CyclicBarrier(2);
    AtomicInteger begun = new AtomicInteger();
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Future<?>> both = new ArrayList<>();
      for (List<UUID> order : List.of(List.of(one, other), List.of(other, one))) {
        both.add(
            threads.submit(
                () ->
                    database.transaction(
                        () -> {
                          boolean again = begun.incrementAndGet() > 2;
                          count(order.getFirst());
                          if (!again) {
                            meet(bothHoldTheirFirst);
                          }
                          count(order.getLast());
                        })));
      }
      for (Future<?> each : both) {
        each.get();
      }
    }

    // A busy machine lets the two meet again.
    assertThat(begun).hasValueGreaterThanOrEqualTo(3);
    assertThat(database.number("SELECT sum((attributes ->> 'n')::int) FROM contacts")).isEqualTo(4);
  }

  private static void count(UUID id) {
    database.update(
        """
        UPDATE contacts SET attributes = jsonb_build_object('n', (attributes ->> 'n')::int + 1)
        WHERE id = ?
        """,
        id);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void refusalsNameTheirStateAndConstraint() {
    assertThatThrownBy(
            () ->
                database.update(
                    "INSERT INTO contacts (id, email) VALUES (?, ?)", Ids.next(), "Upper@x.org"))
        .isInstanceOfSatisfying(
            SqlFailure.class,
            failure -> {
              assertThat(failure.sqlState()).isEqualTo("23514");
              assertThat(failure.constraint()).isEqualTo("contacts_email_check");
            });
  }

  @Test
  void pagesCoverTheListOnceInTheOrderAskedFor() {
    for (int i = 0; i < 7; i++) {
      insert("name " + i);
    }
    List<String> seen = new ArrayList<>();
    for (int page = 1; page <= 3; page++) {
      seen.addAll(
          NAMES.page(database, new Filter(), new PageRequest(page, 3, "-name", null)).data());
    }

    assertThat(seen)
        .containsExactly("name 6", "name 5", "name 4", "name 3", "name 2", "name 1", "name 0");
  }

  @Test
  void aPageFarPastTheEndIsEmptyAndKeepsTheTotal() {
    insert("only");

    var page =
        NAMES.page(database, new Filter(), new PageRequest(PageRequest.MAX_PAGE, 200, null, null));

    assertThat(page.data()).isEmpty();
    assertThat(page.total()).isEqualTo(1);
  }

  @Test
  void aSortThatIsNotOfferedNeverReachesTheDatabase() {
    assertThatThrownBy(
            () ->
                NAMES.page(
                    database,
                    new Filter(),
                    new PageRequest(1, 25, "name; DROP TABLE contacts", null)))
        .isInstanceOf(UnknownSortException.class)
        .hasMessageContaining("use one of name");
  }

  @Test
  void patternCharactersOfASearchStandForThemselves() {
    insert("100% wool");
    insert("100 years");

    var page = NAMES.page(database, new Filter().containing("100%", "name"), PageRequest.FIRST);

    assertThat(page.data()).containsExactly("100% wool");
  }

  private static void insert(String name) {
    database.update("INSERT INTO contacts (id, name) VALUES (?, ?)", Ids.next(), name);
  }
}
