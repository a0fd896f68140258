package dev.stitch.store.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.contact.ContactImports.Merged;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class ContactImportsTest {

  private static final ConsentOrigin ORIGIN = ConsentOrigin.of(ConsentSource.IMPORT);

  private static final int ROUNDS = 40;
  private static final int IMPORTS = 4;
  private static final int NEW = 150;

  @Test
  void importsOfTheSamePeopleInAnyOrderNeverWaitForEachOtherInACircle() throws Exception {
    long seed = Long.getLong("stitch.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Map<String, Object> properties = new HashMap<>(Postgres.freshProperties());
    try (ApplicationContext context = ApplicationContext.run(properties)) {
      ContactImports imports = context.getBean(ContactImports.class);
      for (int round = 0; round < ROUNDS; round++) {
        // Half of them are known from the round before.
        List<String> addresses = addresses(NEW * round, 2 * NEW);

        List<Merged> merged = atOnce(imports, addresses, round, random);

        assertThat(merged.stream().flatMap(each -> each.created().stream()))
            .as("seed %d, round %d", seed, round)
            .containsExactlyInAnyOrderElementsOf(
                round == 0 ? addresses : addresses.subList(NEW, 2 * NEW));
      }
    }
    // A server process counts its deadlocks at the latest when it ends.
    try (ApplicationContext context = ApplicationContext.run(properties)) {
      Database database = context.getBean(Database.class);
      assertThat(
              database.number(
                  "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
          .as("deadlocks, seed %d", seed)
          .isZero();
      assertThat(
              database.number(
                  "SELECT count(*) FROM contacts WHERE company = 'Co ' || (attributes ->> 'round')"))
          .isEqualTo(NEW * (ROUNDS + 1));
    }
  }

  @Test
  void anImportKeepsWhatOthersWroteWhileItWaited() throws Exception {
    try (ApplicationContext context =
        ApplicationContext.run(new HashMap<>(Postgres.freshProperties()))) {
      ContactImports imports = context.getBean(ContactImports.class);
      Database database = context.getBean(Database.class);
      imports.merge(List.of(person("ada@example.org", 1)), ORIGIN);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Merged> waiting =
            database.transaction(
                () -> {
                  database.update(
                      "UPDATE contacts SET attributes = attributes || '{\"visits\": 7}'");
                  Future<Merged> second =
                      threads.submit(
                          () -> imports.merge(List.of(person("ada@example.org", 2)), ORIGIN));
                  while (!second.isDone()
                      && !database.exists("SELECT 1 FROM pg_locks WHERE NOT granted")) {
                    Thread.onSpinWait();
                  }
                  return second;
                });

        assertThat(waiting.get().updated()).containsExactly("ada@example.org");
      }
      assertThat(
              database.first(
                  "SELECT attributes::text AS kept FROM contacts", row -> row.text("kept")))
          .contains("{\"round\": 2, \"visits\": 7}");
    }
  }

  private static List<Merged> atOnce(
      ContactImports imports, List<String> addresses, int round, Random random) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(IMPORTS);
    List<Callable<Merged>> all = new ArrayList<>();
    for (int i = 0; i < IMPORTS; i++) {
      List<ImportedContact> people =
          new ArrayList<>(addresses.stream().map(address -> person(address, round)).toList());
      Collections.shuffle(people, random);
      all.add(
          () -> {
            barrier.await();
            return imports.merge(people, ORIGIN);
          });
    }
    List<Merged> merged = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(IMPORTS)) {
      for (Future<Merged> each : threads.invokeAll(all)) {
        merged.add(each.get());
      }
    }
    return merged;
  }

  private static List<String> addresses(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(i -> "p" + i + "@example.org").toList();
  }

  private static ImportedContact person(String email, int round) {
    return new ImportedContact(
        email,
        null,
        null,
        "Co " + round,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        Jsonb.object().put("round", round));
  }
}
