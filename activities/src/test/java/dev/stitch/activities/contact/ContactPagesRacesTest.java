package dev.stitch.activities.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.contact.ContactImports;
import dev.stitch.store.contact.ImportedContact;
import dev.stitch.store.contact.RevisionOrigin;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random pages, by a seed: one after the other, and side by side with imports. */
@Tag("server")
class ContactPagesRacesTest {

  private static final int ROUNDS = 30;
  private static final int PEOPLE = 60;

  /** Few enough that pages meet, and that people share ids and addresses. */
  private static final int KEYS = 80;

  private static ApplicationContext context;
  private static Database database;
  private static ContactPages pages;
  private static ContactImports imports;

  private final long seed = Long.getLong("stitch.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    database = context.getBean(Database.class);
    pages = context.getBean(ContactPages.class);
    imports = context.getBean(ContactImports.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void nobody() {
    System.out.println("seed " + seed);
    database.update("DELETE FROM contacts");
  }

  @Test
  void whateverPagesSayAnIdIsOneContactsAndAPageThatIsWrittenAgainChangesNothing() {
    for (int round = 0; round < ROUNDS; round++) {
      List<IncomingContact> page = page();
      if (round % 5 == 4) {
        database.update(
            "UPDATE contacts SET status = 'archived' WHERE id IN (SELECT id FROM contacts ORDER BY id LIMIT 3)");
      }
      long archived = archived();

      PageResult first = pages.write(page, origin());
      PageResult second = pages.write(page, origin());

      assertThat(first.outcomes()).as("seed %d, round %d", seed, round).hasSameSizeAs(page);
      assertThat(second.added()).as("seed %d, round %d", seed, round).isZero();
      assertThat(second.updated()).as("seed %d, round %d", seed, round).isZero();
      assertThat(second.merges()).isEmpty();
      assertThat(archived()).isEqualTo(archived + first.merges().size());
      everybodyIsKnownBySomething(round);
    }
  }

  @Test
  void pagesAndImportsAtOnceWaitForEachOtherAndLoseNobody() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<List<IncomingContact>> all = List.of(page(), page(), page());
      List<Callable<Object>> work = new ArrayList<>();
      all.forEach(page -> work.add(() -> pages.write(page, origin())));
      List<ImportedContact> people = imported();
      work.add(() -> imports.merge(people, ConsentOrigin.of(ConsentSource.IMPORT)));

      for (Future<Object> each : atOnce(work)) {
        each.get();
      }

      for (List<IncomingContact> page : all) {
        for (IncomingContact person : page) {
          assertThat(
                  database.number(
                      "SELECT count(*) FROM contact_identities WHERE platform = 'x' AND platform_user_id = ?",
                      person.ids().getFirst()))
              .as("seed %d, round %d, %s", seed, round, person)
              .isOne();
        }
      }
      everybodyIsKnownBySomething(round);
    }
  }

  /** Nobody is left whom neither an address nor an identity tells; those merged away are told. */
  private void everybodyIsKnownBySomething(int round) {
    assertThat(
            database.number(
                """
                SELECT count(*) FROM contacts c
                WHERE c.email IS NULL AND c.attributes ->> 'mergedInto' IS NULL
                  AND NOT EXISTS (SELECT 1 FROM contact_identities i WHERE i.contact_id = c.id)
                """))
        .as("seed %d, round %d", seed, round)
        .isZero();
  }

  private static long archived() {
    return database.number("SELECT count(*) FROM contacts WHERE status = 'archived'");
  }

  private List<IncomingContact> page() {
    List<IncomingContact> page = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      String id = "id" + random.nextInt(KEYS);
      boolean addressed = random.nextBoolean();
      page.add(
          new IncomingContact(
              "x",
              List.of(id),
              addressed ? List.of(address()) : List.of(),
              new IncomingContact.Fields(id, null, null, random.nextBoolean() ? "Engineer" : null),
              Jsonb.object().put("followers", random.nextInt(3))));
    }
    return page;
  }

  private List<ImportedContact> imported() {
    return random
        .ints(0, KEYS)
        .distinct()
        .limit(KEYS / 2)
        .mapToObj(
            i ->
                new ImportedContact(
                    "p" + i + "@example.org",
                    null,
                    null,
                    "Company " + random.nextInt(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    Jsonb.object()))
        .toList();
  }

  private String address() {
    return "p" + random.nextInt(KEYS) + "@example.org";
  }

  private static RevisionOrigin origin() {
    return RevisionOrigin.sync(Ids.next(), "x");
  }

  private static <T> List<Future<T>> atOnce(List<Callable<T>> work) throws InterruptedException {
    CyclicBarrier barrier = new CyclicBarrier(work.size());
    try (var threads = Executors.newFixedThreadPool(work.size())) {
      return threads.invokeAll(
          work.stream()
              .<Callable<T>>map(
                  each ->
                      () -> {
                        barrier.await();
                        return each.call();
                      })
              .toList());
    }
  }
}
