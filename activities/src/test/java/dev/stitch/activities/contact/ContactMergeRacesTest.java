package dev.stitch.activities.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.StepException;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactStatus;
import dev.stitch.store.contact.RevisionOrigin;
import dev.stitch.store.contact.RevisionSource;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class ContactMergeRacesTest {

  private static final int ROUNDS = 150;

  private static final RevisionOrigin ORIGIN = RevisionOrigin.of(RevisionSource.FLOW, Ids.next());

  private static ApplicationContext context;
  private static Database database;
  private static ContactRepository contacts;
  private static ContactRegister register;

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    database = context.getBean(Database.class);
    contacts = context.getBean(ContactRepository.class);
    register = context.getBean(ContactRegister.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void aMergeIntoAMergedContactGoesToWhereThatOneWent() throws Exception {
    UUID[] c = people(4);
    merge(c[0], c[1]);
    merge(c[1], c[2]);

    ObjectNode merged = merge(c[3], c[0]);

    assertThat(merged.path("contactId").asText()).isEqualTo(c[2].toString());
    assertThat(merged.path("mergedId").asText()).isEqualTo(c[3].toString());
    assertThat(active(c)).containsExactly(c[2]);
    assertThat(find(c[2]).tags()).containsExactlyInAnyOrder("t0", "t1", "t2", "t3");
  }

  @Test
  void aMergeThatIsDoneAgainChangesNothingAlsoWhenTheChainHasGrown() throws Exception {
    UUID[] c = people(3);
    merge(c[0], c[1]);
    merge(c[1], c[2]);
    long version = find(c[2]).version();

    assertThat(merge(c[0], c[1]).path("contactId").asText()).isEqualTo(c[2].toString());
    assertThat(merge(c[0], c[2]).path("contactId").asText()).isEqualTo(c[2].toString());
    assertThat(merge(c[2], c[0]).path("contactId").asText()).isEqualTo(c[2].toString());

    assertThat(find(c[2]).version()).isEqualTo(version);
  }

  @Test
  void nobodyIsMergedIntoAnArchivedContactNorAwayFromWhereHeWent() throws Exception {
    UUID[] c = people(3);
    register.archive(c[1], ORIGIN);

    assertThatThrownBy(() -> merge(c[0], c[1]))
        .isInstanceOf(StepException.class)
        .hasMessageContaining(c[1] + " is archived");
    merge(c[1], c[0]);
    assertThatThrownBy(() -> merge(c[1], c[2]))
        .isInstanceOf(StepException.class)
        .hasMessageContaining("was merged into " + c[0]);
    assertThat(active(c)).containsExactlyInAnyOrder(c[0], c[2]);
  }

  @Test
  void aContactThatWasMadeActiveAgainIsMergedAnew() throws Exception {
    UUID[] c = people(2);
    merge(c[0], c[1]);
    database.update("UPDATE contacts SET status = 'active' WHERE id = ?", c[0]);

    merge(c[1], c[0]);

    assertThat(active(c)).containsExactly(c[0]);
    assertThat(find(c[0]).attributes().has("mergedInto")).isFalse();
  }

  @Test
  void contactsThatWereMergedInACircleAreRefusedAndNotLoopedOver() {
    UUID[] c = people(3);
    for (int i = 0; i < 2; i++) {
      database.update(
          "UPDATE contacts SET status = 'archived', attributes = jsonb_build_object('mergedInto', ?::text) WHERE id = ?",
          c[1 - i].toString(),
          c[i]);
    }

    assertThatThrownBy(() -> merge(c[2], c[0]))
        .isInstanceOf(StepException.class)
        .hasMessageContaining("in a circle");
    assertThatThrownBy(() -> merge(c[0], c[2])).isInstanceOf(StepException.class);
  }

  @Test
  void whateverIsMergedAtOnceInWhateverDirectionOneContactStays() throws Exception {
    long seed = Long.getLong("stitch.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      // Two contacts merged in both directions, or a circle of more; some merges twice.
      UUID[] c = people(2 + random.nextInt(3));
      List<Callable<ObjectNode>> merges = new ArrayList<>();
      for (int i = 0; i < c.length; i++) {
        UUID from = c[i];
        UUID into = c[(i + 1) % c.length];
        merges.add(() -> merge(from, into));
        if (random.nextBoolean()) {
          merges.add(() -> merge(from, into));
        }
      }

      List<Future<ObjectNode>> all = atOnce(merges);

      assertThat(active(c)).as("seed %d, round %d", seed, round).hasSize(1);
      Contact stays = find(active(c).getFirst());
      assertThat(stays.tags())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, c.length).mapToObj(i -> "t" + i).toList());
      for (Future<ObjectNode> each : all) {
        assertThat(each.get().path("contactId").asText()).isNotEmpty();
      }
    }
  }

  @Test
  void oneContactThatIsMergedIntoTwoAtOnceGoesToOneOfThem() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      UUID[] c = people(3);

      List<Future<ObjectNode>> all =
          atOnce(List.of(() -> merge(c[0], c[1]), () -> merge(c[0], c[2])));

      assertThat(active(c)).containsExactlyInAnyOrder(c[1], c[2]);
      assertThat(all.stream().filter(each -> each.state() == Future.State.SUCCESS)).hasSize(1);
      assertThat(all.stream().filter(each -> each.state() == Future.State.FAILED))
          .allSatisfy(each -> assertThat(each.exceptionNow()).isInstanceOf(StepException.class));
      UUID winner = all.getFirst().state() == Future.State.SUCCESS ? c[1] : c[2];
      assertThat(find(winner).tags()).contains("t0");
      assertThat(find(winner.equals(c[1]) ? c[2] : c[1]).tags()).doesNotContain("t0");
    }
  }

  @Test
  void aLiveJourneyOfAMergedContactGoesOnAndKeepsItFromBeingRemoved() throws Exception {
    UUID[] c = people(2);
    UUID flow = Ids.next();
    database.update(
        "INSERT INTO flows (id, kind, name, draft, latest_version) VALUES (?, 'bmc', 'F', '{}', 1)",
        flow);
    database.update(
        "INSERT INTO flow_versions (flow_id, version, graph, hash) VALUES (?, 1, '{}', ?)",
        flow,
        "0".repeat(64));
    for (UUID contact : c) {
      database.update(
          """
          INSERT INTO entities (id, contact_id, flow_id, flow_version, plan_hash, workflow_id, source)
          VALUES (?, ?, ?, 1, ?, ?, 'seed')
          """,
          Ids.next(),
          contact,
          flow,
          "0".repeat(64),
          "journey/" + contact);
    }

    merge(c[0], c[1]);

    assertThat(contacts.liveJourneys(c[0])).hasSize(1);
    assertThat(contacts.liveJourneys(c[1])).hasSize(1);
  }

  private static ObjectNode merge(UUID from, UUID into) throws StepException {
    return register.merge(from, into, ORIGIN);
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

  private static UUID[] people(int count) {
    UUID[] ids = new UUID[count];
    for (int i = 0; i < count; i++) {
      ids[i] = Ids.next();
      database.update(
          "INSERT INTO contacts (id, email, tags) VALUES (?, ?, ARRAY[?])",
          ids[i],
          ids[i] + "@example.org",
          "t" + i);
    }
    return ids;
  }

  private static List<UUID> active(UUID... ids) {
    return Arrays.stream(ids).filter(id -> find(id).status() == ContactStatus.ACTIVE).toList();
  }

  private static Contact find(UUID id) {
    return contacts.find(id).orElseThrow();
  }
}
