package dev.stitch.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.journey.Candidates;
import dev.stitch.store.journey.EntityAdmission;
import dev.stitch.store.journey.EntitySource;
import dev.stitch.store.journey.NewEntities;
import dev.stitch.store.mail.InboundRepository;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is removed while somebody else begins to use it. */
@Tag("server")
class DeletionRacesTest extends JourneyApiTest {

  private static final int ROUNDS = 25;

  @Inject ContactRepository contacts;
  @Inject FlowRepository flows;
  @Inject EntityAdmission admission;
  @Inject InboundRepository inbound;

  private ExecutorService threads;
  private final long seed = Long.getLong("stitch.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @BeforeAll
  void begin() {
    threads = Executors.newVirtualThreadPerTaskExecutor();
    System.out.println("seed " + seed);
  }

  @AfterAll
  void end() {
    threads.close();
  }

  @Test
  void aSeedingSkipsTheContactThatIsBeingDeletedAndAcceptsTheOthers() throws Exception {
    String flow = published("bmc", SPINE);
    UUID[] people = contacts(5);

    Answer seeded =
        whileNotCommitted(() -> contacts.delete(people[2]), () -> seed(flow, people)).get();

    assertThat(seeded.status()).as(seeded.text()).isEqualTo(202);
    assertThat(seeded.at("/accepted").intValue()).isEqualTo(4);
    assertThat(seeded.at("/skipped/0/contactId").textValue()).isEqualTo(people[2].toString());
    assertThat(seeded.at("/skipped/0/reason").textValue()).isEqualTo("not_found");
  }

  @Test
  void aSeedingSkipsTheContactThatIsBeingArchived() throws Exception {
    String flow = published("bmc", SPINE);
    UUID[] people = contacts(3);

    Answer seeded =
        whileNotCommitted(
                () -> {
                  contacts.findForUpdate(people[1]);
                  database.update(
                      "UPDATE contacts SET status = 'archived' WHERE id = ?", people[1]);
                },
                () -> seed(flow, people))
            .get();

    assertThat(seeded.at("/accepted").intValue()).as(seeded.text()).isEqualTo(2);
    assertThat(seeded.at("/skipped/0/reason").textValue()).isEqualTo("archived");
  }

  @Test
  void aContactThatIsBeingSeededIsNotDeleted() throws Exception {
    String flow = published("bmc", SPINE);
    UUID contact = contact();

    Answer deleted =
        whileNotCommitted(() -> admit(flow, contact), () -> delete("/api/contacts/" + contact))
            .get();

    assertThat(deleted.status()).isEqualTo(409);
    assertThat(deleted.at("/detail").textValue()).contains("1 live journeys");
  }

  @Test
  void noEntityIsMadeOfAFlowThatIsBeingDeleted() throws Exception {
    String flow = published("bmc", SPINE);
    UUID id = UUID.fromString(flow);
    UUID contact = contact();

    Answer made =
        whileNotCommitted(
                () -> {
                  flows.findForRemoval(id);
                  flows.archive(id);
                },
                () -> seed(flow, contact))
            .get();

    assertThat(made.status()).as(made.text()).isEqualTo(409);
    assertThat(made.at("/detail").textValue()).contains("has just been removed");
    assertThat(entities(id)).isZero();
  }

  @Test
  void aFlowIsNotDeletedWhileAnEntityOfItIsMade() throws Exception {
    String flow = published("bmc", SPINE);
    UUID contact = contact();

    Answer deleted =
        whileNotCommitted(
                () -> admit(flow, contact), () -> delete("/api/flows/" + flow, "If-Match", "*"))
            .get();

    assertThat(deleted.status()).isEqualTo(409);
    assertThat(deleted.at("/detail").textValue()).contains("1 live journeys");
    assertThat(get("/api/flows/" + flow).status()).isEqualTo(200);
  }

  @Test
  void aSystemFlowIsNotMappedWhileItIsBeingDeleted() throws Exception {
    String flow = published("bmc", SPINE);
    UUID system = UUID.fromString(published("system", PATH));

    Answer mapped =
        whileNotCommitted(
                () -> {
                  flows.findForRemoval(system);
                  flows.archive(system);
                },
                () ->
                    put(
                        "/api/flows/" + flow + "/ux-mappings",
                        json("{'uxNodeId':'new','systemFlowId':'%s'}".formatted(system))))
            .get();

    assertThat(mapped.status()).as(mapped.text()).isGreaterThanOrEqualTo(400);
    assertThat(database.exists("SELECT 1 FROM ux_system_mapping WHERE system_flow_id = ?", system))
        .isFalse();
  }

  @Test
  void draftsAreSavedWhileASeedingIsUnderWay() {
    String flow = published("bmc", SPINE);
    UUID contact = contact();

    int saved =
        database.transaction(
            () -> {
              admit(flow, contact);
              return put("/api/flows/" + flow, json("{'name':'Saved'}"), "If-Match", "*").status();
            });

    assertThat(saved).isEqualTo(200);
  }

  @Test
  void aMailFromSomebodyWhoIsBeingDeletedFindsHimAnew() throws Exception {
    UUID before = inbound.contact("gone@example.org", "Gone");

    UUID after =
        whileNotCommitted(
                () -> contacts.delete(before), () -> inbound.contact("gone@example.org", null))
            .get();

    assertThat(after).isNotEqualTo(before);
    assertThat(contacts.find(after)).isPresent();
  }

  @Test
  void whateverIsSeededAndDeletedAtOnceNoSeedingFailsAndNoJourneyLosesItsContactOrFlow()
      throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String flow = published("bmc", SPINE);
      UUID[] people = contacts(12);
      List<Callable<Answer>> acts = new ArrayList<>();
      for (UUID[] order : List.of(shuffled(people), shuffled(people))) {
        acts.add(() -> seed(flow, order));
      }
      acts.add(() -> post("/api/entities", entity(flow, people[0])));
      for (UUID some : Arrays.copyOf(shuffled(people), 4)) {
        acts.add(() -> delete("/api/contacts/" + some));
      }
      if (random.nextBoolean()) {
        acts.add(() -> delete("/api/flows/" + flow, "If-Match", "*"));
      }

      List<Answer> answers = atOnce(acts);

      String where = "seed %d, round %d".formatted(seed, round);
      assertThat(answers)
          .as(where)
          .allSatisfy(
              answer -> {
                assertThat(answer.status()).isIn(201, 202, 204, 404, 409, 422);
                assertThat(answer.text()).doesNotContain("_fkey", "_key", "entities_one_live");
              });
      boolean removed = get("/api/flows/" + flow).status() == 404;
      if (removed) {
        assertThat(entities(UUID.fromString(flow))).as(where).isZero();
      } else {
        assertThat(answers.subList(0, 2)).as(where).extracting(Answer::status).containsOnly(202);
      }
    }
  }

  /**
   * Asks while something is done and not committed yet, and commits when the asker waits for that
   * or has been answered.
   */
  private <T> Future<T> whileNotCommitted(Runnable done, Callable<T> asked) {
    return database.transaction(
        () -> {
          done.run();
          Future<T> answer = threads.submit(asked);
          while (!answer.isDone() && !database.exists("SELECT 1 FROM pg_locks WHERE NOT granted")) {
            Thread.onSpinWait();
          }
          return answer;
        });
  }

  private List<Answer> atOnce(List<Callable<Answer>> acts) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(acts.size());
    List<Future<Answer>> all = new ArrayList<>();
    for (Callable<Answer> act : acts) {
      all.add(
          threads.submit(
              () -> {
                barrier.await();
                return act.call();
              }));
    }
    List<Answer> answers = new ArrayList<>();
    for (Future<Answer> each : all) {
      answers.add(each.get());
    }
    return answers;
  }

  private void admit(String flow, UUID contact) {
    UUID id = UUID.fromString(flow);
    String hash =
        database
            .first("SELECT hash FROM flow_versions WHERE flow_id = ?", row -> row.text("hash"), id)
            .orElseThrow();
    admission.admit(
        new NewEntities(id, 1, hash, null, false, Jsonb.object(), EntitySource.API, null),
        "journey/",
        Candidates.of(List.of(contact)));
  }

  private long entities(UUID flow) {
    return database.number("SELECT count(*) FROM entities WHERE flow_id = ?", flow);
  }

  private UUID[] shuffled(UUID[] people) {
    UUID[] all = people.clone();
    Collections.shuffle(Arrays.asList(all), random);
    return all;
  }

  private static String entity(String flow, UUID contact) {
    return json("{'flowId':'%s','contactId':'%s'}".formatted(flow, contact));
  }

  private Answer seed(String flow, UUID... people) {
    String ids =
        Arrays.stream(people).map(id -> "'" + id + "'").collect(Collectors.joining(",", "[", "]"));
    return post("/api/flows/" + flow + "/run", json("{'contactIds':" + ids + "}"));
  }
}
