package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.e2e.EventStream.Received;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens is told as it happens, once and in order, whatever becomes of the connection. */
class LiveProgressTest {

  private static final RunningStack STACK = RunningStack.shared();
  private static final ReadModel DATABASE = new ReadModel(STACK);
  private static String path;
  private static String flow;

  /** Publishes a journey of two stages, each with a path that does something every half second. */
  @BeforeAll
  static void publish() {
    Api api = STACK.api();
    Canvas beats = new Canvas();
    for (int beat = 0; beat < 4; beat++) {
      beats
          .node("wait" + beat, "wait", "{'duration':'PT0.5S'}")
          .node("beat" + beat, "set", "{'values':{'beat':'" + beat + "'}}")
          .edge("wait" + beat, "beat" + beat);
      if (beat > 0) {
        beats.edge("beat" + (beat - 1), "wait" + beat);
      }
    }
    path = api.flow("system", "Beats", beats.graph());
    flow = api.flow("bmc", "Live", Canvas.spine("first", "second").graph());
    api.map(flow, "first", path);
    api.map(flow, "second", path);
  }

  @Test
  void aRunTellsOfItsStepsAsTheyHappen() {
    String run = STACK.api().post("/api/flows/" + path + "/run", "{}").good().get("runId").asText();
    try (EventStream stream = EventStream.of(runEvents(run), null)) {
      awaitEvent(stream, LiveProgressTest::endsRun);

      List<Received> received = stream.received();
      assertThat(stream.ids()).isEqualTo(idsOfRun(run));
      assertThat(received)
          .allSatisfy(
              event -> {
                assertThat(event.data().get("runId").asText()).isEqualTo(run);
                assertThat(event.data().properties().stream().map(Map.Entry::getKey))
                    .containsExactlyInAnyOrder(
                        "runId",
                        "stepId",
                        "stepIndex",
                        "nodeId",
                        "status",
                        "output",
                        "error",
                        "at");
              });
      assertThat(received.stream().map(Received::name).distinct())
          .containsOnly("run-status", "step-start", "step-progress", "step-complete");
      assertThat(
              received.stream()
                  .filter(event -> event.name().equals("step-complete"))
                  .map(event -> event.data().get("nodeId").asText()))
          .containsExactly("wait0", "beat0", "wait1", "beat1", "wait2", "beat2", "wait3", "beat3");
      promptly("a run", stream);
    }
  }

  @Test
  void anEntityTellsOfItsJourneyAsItHappens() {
    String entity = start(1).getFirst();
    try (EventStream stream = EventStream.of(entityEvents(entity), null)) {
      awaitEvent(stream, event -> event.name().equals("journey_completed"));

      assertThat(stream.ids()).isEqualTo(idsOfEntity(entity));
      List<Received> journey =
          stream.received().stream().filter(event -> event.data().has("seq")).toList();
      assertThat(journey.stream().map(event -> event.data().get("seq").asInt()))
          .isEqualTo(IntStream.range(0, journey.size()).boxed().toList());
      assertThat(journey.stream().map(Received::name))
          .containsExactly(
              "journey_started",
              "moved",
              "path_started",
              "path_completed",
              "moved",
              "path_started",
              "path_completed",
              "journey_completed");
      promptly("an entity", stream);
    }
  }

  @Test
  void everythingIsToldToWhoAsksForEverything() {
    long before = lastId();
    try (EventStream stream = EventStream.of(everything(), null)) {
      List<String> entities = start(5);
      awaitEnd(entities);
      awaitIds(stream, before);

      promptly("everything", stream);
    }
  }

  @Test
  void whoComesBackMissesNothingAndGetsNothingTwice() {
    String entity = start(1).getFirst();
    List<Long> ids = new ArrayList<>();
    try (EventStream stream = EventStream.of(entityEvents(entity), null)) {
      Eventually.within(Duration.ofSeconds(20))
          .until(() -> stream.received().size() > 4, () -> "some events of " + entity);
      ids.addAll(stream.ids());
    }
    awaitEnd(List.of(entity));
    try (EventStream stream = EventStream.of(entityEvents(entity), ids.getLast())) {
      awaitEvent(stream, event -> event.name().equals("journey_completed"));
      ids.addAll(stream.ids());
    }

    assertThat(ids).isEqualTo(idsOfEntity(entity));
  }

  @Test
  void aClientOfAKilledServerGoesOnWhereItWas() {
    long before = lastId();
    List<Long> ids = new ArrayList<>();
    List<String> entities;
    try (EventStream stream = EventStream.of(everything(), null)) {
      entities = start(5);
      Eventually.within(Duration.ofSeconds(20))
          .until(() -> stream.received().size() > 10, () -> "some events");
      STACK.killAndAwaitRestart("api");
      Eventually.within(Duration.ofSeconds(10))
          .until(stream::hasEnded, () -> "the stream breaks off");
      ids.addAll(stream.ids());
    }
    try (EventStream stream = EventStream.of(everything(), ids.getLast())) {
      awaitEnd(entities);
      Eventually.within(Duration.ofSeconds(20))
          .until(
              () -> ids.size() + stream.ids().size() >= idsAfter(before).size(),
              () -> "the rest of " + idsAfter(before).size() + " events");
      ids.addAll(stream.ids());
    }

    assertThat(ids).isEqualTo(idsAfter(before));
  }

  private static List<String> start(int journeys) {
    Api api = STACK.api();
    List<String> contacts =
        IntStream.range(0, journeys)
            .mapToObj(i -> api.contact("Live", "live-" + UUID.randomUUID() + "@example.org"))
            .toList();
    JsonNode accepted =
        api.post(
                "/api/flows/" + flow + "/run",
                Canvas.json(
                    contacts.stream()
                        .collect(Collectors.joining("','", "{'contactIds':['", "']}"))))
            .good();
    List<String> entities = new ArrayList<>();
    accepted.get("entities").forEach(entity -> entities.add(entity.get("entityId").asText()));
    assertThat(entities).hasSize(journeys);
    return entities;
  }

  private static void awaitEnd(List<String> entities) {
    Eventually.within(Duration.ofMinutes(1))
        .until(
            () ->
                DATABASE.number(
                        """
                        SELECT count(*) FROM entities
                        WHERE id = ANY (?::uuid[]) AND status = 'completed'
                        """,
                        "{" + String.join(",", entities) + "}")
                    == entities.size(),
            () -> entities + " are completed");
  }

  private static void awaitEvent(EventStream stream, Predicate<Received> awaited) {
    Eventually.within(Duration.ofMinutes(1))
        .until(
            () -> stream.received().stream().anyMatch(awaited),
            () -> "the event is told; told were " + stream.received());
  }

  /** Waits until the stream has told exactly what was committed after an id, in order. */
  private static void awaitIds(EventStream stream, long after) {
    Eventually.within(Duration.ofSeconds(20))
        .until(
            () -> stream.ids().size() >= idsAfter(after).size(),
            () -> "all of " + idsAfter(after).size() + " events, not " + stream.ids().size());
    assertThat(stream.ids()).isEqualTo(idsAfter(after));
  }

  private static boolean endsRun(Received event) {
    return event.name().equals("run-status")
        && event.data().get("status").asText().equals("completed");
  }

  /** Prints how long after their commit events arrived, of those that came while it was open. */
  private static void promptly(String what, EventStream stream) {
    Map<Long, Instant> committed =
        DATABASE
            .rows(
                "SELECT id, at FROM stream_events WHERE id >= ?",
                stream.ids().stream().min(Long::compare).orElseThrow())
            .stream()
            .collect(
                Collectors.toMap(
                    row -> row.get("id").asLong(),
                    row -> OffsetDateTime.parse(row.get("at").asText()).toInstant()));
    List<Duration> latencies =
        stream.received().stream()
            .filter(event -> committed.get(event.id()).isAfter(stream.openedAt()))
            .map(event -> Duration.between(committed.get(event.id()), event.at()))
            .sorted()
            .toList();
    Duration median = latencies.get(latencies.size() / 2);
    Duration longest = latencies.getLast();
    System.out.printf(
        "events of %s: %d, told %d ms (median) to %d ms (longest) after their transaction began%n",
        what, latencies.size(), median.toMillis(), longest.toMillis());
    assertThat(median).isLessThan(Duration.ofSeconds(1));
    assertThat(longest).isLessThan(Duration.ofSeconds(3));
  }

  private static long lastId() {
    return DATABASE.number("SELECT coalesce(max(id), 0) FROM stream_events");
  }

  private static List<Long> idsAfter(long id) {
    return ids("id > ?", id);
  }

  private static List<Long> idsOfEntity(String id) {
    return ids("entity_id = ?", UUID.fromString(id));
  }

  private static List<Long> idsOfRun(String id) {
    return ids("run_id = ?", UUID.fromString(id));
  }

  /** In the order in which they are told: that of their transactions. */
  private static List<Long> ids(String condition, Object parameter) {
    return DATABASE
        .texts("SELECT id FROM stream_events WHERE " + condition + " ORDER BY xid, id", parameter)
        .stream()
        .map(Long::valueOf)
        .toList();
  }

  private static String everything() {
    return STACK.api().base() + "/api/events";
  }

  private static String entityEvents(String id) {
    return STACK.api().base() + "/api/entities/" + id + "/events";
  }

  private static String runEvents(String id) {
    return STACK.api().base() + "/api/workflows/" + id + "/events";
  }
}
