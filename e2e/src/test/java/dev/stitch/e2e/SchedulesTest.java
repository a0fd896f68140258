package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules with a real Temporal: when they are due, what they start, and what keeps them so. */
class SchedulesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(100);
  private static final String ROUTE = "/api/schedules";
  private static final String QUICK =
      "{\"nodes\":[{\"id\":\"a\",\"type\":\"set\",\"data\":{\"values\":{\"x\":\"1\"}}}],\"edges\":[]}";
  private static final String LONG =
      "{\"nodes\":[{\"id\":\"a\",\"type\":\"wait\",\"data\":{\"duration\":\"P3D\"}}],\"edges\":[]}";

  private final RunningStack stack = RunningStack.shared();
  private final Api api = stack.api();
  private final ReadModel database = new ReadModel(stack);
  private final TemporalSide temporal = new TemporalSide(stack.temporal());
  private String ordered = "";

  /** The stack is left without anything that goes on by itself. */
  @AfterEach
  void removeAll() {
    api.get(ROUTE + "?pageSize=200")
        .good()
        .get("data")
        .forEach(schedule -> api.remove(ROUTE + "/" + schedule.get("id").asText(), "*"));
    api.get("/api/workflows?triggerKind=scheduled&status=running&pageSize=200")
        .good()
        .get("data")
        .forEach(run -> api.post("/api/workflows/" + run.get("id").asText() + "/cancel", ""));
  }

  @Test
  void whatIsDueRunsAtItsTime() {
    JsonNode created = create(QUICK, "'every':'PT1M'");
    String id = created.get("id").asText();
    assertThat(created.get("pending").asBoolean()).isTrue();
    assertThat(view(id).get("pending").asBoolean()).isFalse();

    await("it has run", () -> last(id).size() == 1 && "completed".equals(status(id, 0)));

    JsonNode fire = last(id).getFirst();
    assertThat(fire.get("fireTime").asText()).isEqualTo(created.at("/nextRuns/0").asText());
    JsonNode run = api.get("/api/workflows/" + fire.get("runId").asText()).good();
    assertThat(run.get("triggerKind").asText()).isEqualTo("scheduled");
    assertThat(run.at("/trigger/scheduleId").asText()).isEqualTo(id);
    assertThat(run.at("/startedBy").asText()).isEqualTo("schedule:Nightly");
  }

  @Test
  void aTimeRunsOnceHoweverOftenItIsMadeUpFor() {
    String id =
        create(QUICK, "'cron':'0 3 * * *','timezone':'Europe/Berlin','overlap':'allow_all'")
            .get("id")
            .asText();
    Instant to = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String past = json("{'from':'%s','to':'%s'}".formatted(to.minus(Duration.ofDays(10)), to));
    int times = api.post(ROUTE + "/" + id + "/backfill", past).good().get("times").asInt();
    assertThat(times).isEqualTo(10);

    await("all have run", () -> runs(id) == 10 && last(id).stream().allMatch(this::completed));

    api.post(ROUTE + "/" + id + "/backfill", past.replace("}", ",\"overlap\":\"allow_all\"}"))
        .good();
    api.post(ROUTE + "/" + id + "/run", "").good();
    await("what came after it has run", () -> runs(id) == 11);
    assertThat(database.number("SELECT count(*) FROM schedule_orders")).isZero();
  }

  @Test
  void aTimeThatComesTooSoonIsSkippedUnlessThePlanSaysOtherwise() {
    String id = create(LONG, "'every':'P1D','overlap':'skip'").get("id").asText();
    runNow(id);
    await("it runs", () -> "running".equals(status(id, 0)));

    runNow(id);
    runNow(id);

    JsonNode patch = patch(id, "{'overlap':'allow_all'}");
    assertThat(patch.get("overlap").asText()).isEqualTo("allow_all");
    runNow(id);
    await("the last one runs beside the first", () -> running(id) == 2);
    assertThat(runs(id)).as("two were skipped").isEqualTo(2);
  }

  @Test
  void aTimeThatComesTooSoonWaitsForTheEndOfTheOneBefore() {
    String id = create(LONG, "'every':'P1D','overlap':'buffer_one'").get("id").asText();
    runNow(id);
    await("it runs", () -> "running".equals(status(id, 0)));
    runNow(id);
    String first = last(id).getFirst().get("runId").asText();

    api.post("/api/workflows/" + first + "/cancel", "").good();

    await("the next one has begun", () -> last(id).size() == 2 && running(id) == 1);
    assertThat(status(id, 1)).isEqualTo("cancelled");
  }

  @Test
  void aTimeThatComesTooSoonCancelsTheOneBefore() {
    String id = create(LONG, "'every':'P1D','overlap':'cancel_other'").get("id").asText();
    runNow(id);
    await("it runs", () -> "running".equals(status(id, 0)));

    runNow(id);

    await("the next one runs", () -> last(id).size() == 2 && "running".equals(status(id, 0)));
    assertThat(status(id, 1)).isEqualTo("cancelled");
    assertThat(running(id)).isEqualTo(1);
  }

  @Test
  void whatIsRefusedWhenItIsDueIsToldWithItsReasonAndHoldsUpNothing() {
    JsonNode created = create(QUICK, "'every':'P1D'");
    String id = created.get("id").asText();
    String flow = created.at("/target/flowId").asText();
    api.remove("/api/flows/" + flow, "*").good();

    runNow(id);

    await("it was refused", () -> last(id).size() == 1);
    assertThat(last(id).getFirst().get("outcome").asText()).isEqualTo("refused");
    assertThat(last(id).getFirst().get("reason").asText()).contains("there is no flow " + flow);
    await("nothing waits in Temporal", () -> openWorkflows(id) == 0);
  }

  @Test
  void aBusinessFlowIsSeededAndATemplateEnrolled() {
    String contact = api.contact("Ada", UUID.randomUUID() + "@schedules.example");
    String flow =
        api.flow(
            "bmc",
            "Welcome",
            Canvas.json("{\"nodes\":[{\"id\":\"new\",\"type\":\"ux\"}],\"edges\":[]}"));
    String seeds = schedule("flow", "{'flowId':'%s','contactIds':['%s']}".formatted(flow, contact));
    String template =
        api.post(
                "/api/workflows/templates",
                json(
                    "{'name':'Hello','templateType':'outreach','steps':[{'stepType':'wait','config':{'duration':'P3D'}}]}"))
            .good()
            .get("id")
            .asText();
    String enrolls =
        schedule(
            "template", "{'templateId':'%s','contactIds':['%s']}".formatted(template, contact));

    runNow(seeds);
    runNow(enrolls);

    await("it is seeded", () -> "completed".equals(status(seeds, 0)));
    assertThat(
            database.texts(
                "SELECT count(*) FROM entities WHERE flow_id = ?", UUID.fromString(flow)))
        .containsExactly("1");
    await("it is enrolled", () -> last(enrolls).size() == 1);
    JsonNode run =
        api.get("/api/workflows/" + last(enrolls).getFirst().get("runId").asText()).good();
    assertThat(run.get("triggerKind").asText()).isEqualTo("scheduled");
    assertThat(run.get("templateId").asText()).isEqualTo(template);
  }

  @Test
  void whatOthersDoToItInTemporalIsUndone() {
    String deleted = create(QUICK, "'every':'P1D'").get("id").asText();
    String paused = create(QUICK, "'every':'P1D'").get("id").asText();
    String changed = create(QUICK, "'every':'P1D'").get("id").asText();
    String restored = create(QUICK, "'every':'P1D'").get("id").asText();
    String stranger = UUID.randomUUID().toString();
    await(
        "Temporal has all",
        () -> isThere(deleted) && isThere(paused) && isThere(changed) && isThere(restored));

    temporal.copy(paused, stranger);
    temporal.delete(deleted);
    temporal.pause(paused);
    temporal.dueEvery(changed, Duration.ofHours(2));
    restoredToBeforeAChange(restored);
    assertThat(view(changed).get("every").asText()).as("what is wanted").isEqualTo("PT24H");

    await("the deleted one is back", () -> isThere(deleted));
    await(
        "the paused one goes on",
        () -> !temporal.find(paused).orElseThrow().getState().getPaused());
    await("the changed one is due daily again", () -> isDueDaily(changed));
    await("the restored one is due daily again", () -> isDueDaily(restored));
    await("and says so", () -> !view(restored).get("pending").asBoolean());
    assertThat(view(restored).get("version").asInt()).as("above Temporal's").isEqualTo(3);
    await("what has no row is gone", () -> !isThere(stranger));
  }

  /** Temporal keeps the change, and the database knows nothing of it any more. */
  private void restoredToBeforeAChange(String id) {
    patch(id, "{'every':'PT3H'}");
    await("Temporal has been told", () -> !view(id).get("pending").asBoolean());
    update(
        "UPDATE scheduled_jobs SET version = 1, applied_version = 1, every_seconds = 86400"
            + " WHERE id = ?",
        id);
  }

  private boolean isDueDaily(String id) {
    return temporal.find(id).orElseThrow().getSpec().getInterval(0).getInterval().getSeconds()
        == Duration.ofDays(1).toSeconds();
  }

  @Test
  void whatIsAskedOfAScheduleThatOthersHaveDeletedBringsItBackAtOnce() {
    String id = create(QUICK, "'every':'P1D'").get("id").asText();
    await("Temporal has it", () -> isThere(id));
    temporal.delete(id);

    runNow(id);

    assertThat(isThere(id)).isTrue();
    await("it has run", () -> last(id).size() == 1);
  }

  /** Rows are made by other versions and by hand, too. */
  @Test
  void aRowThatNobodyCanReadHoldsUpNoOther() {
    String unreadable = create(QUICK, "'every':'P1D'").get("id").asText();
    String lost = create(QUICK, "'every':'P1D'").get("id").asText();
    String changed = create(QUICK, "'every':'P1D'").get("id").asText();
    await("Temporal has both", () -> isThere(lost) && isThere(changed));
    try {
      update(
          "UPDATE scheduled_jobs SET timezone = 'Mars/Phobos', version = version + 1,"
              + " updated_at = now() - interval '1 day' WHERE id = ?",
          unreadable);
      update(
          "UPDATE scheduled_jobs SET paused = true, version = version + 1 WHERE id = ?", changed);
      temporal.delete(lost);

      await("it is paused", () -> temporal.find(changed).orElseThrow().getState().getPaused());
      await("the deleted one is back", () -> isThere(lost));
    } finally {
      update("UPDATE scheduled_jobs SET timezone = 'UTC' WHERE id = ?", unreadable);
    }
  }

  /** A process may die after any commit: what it leaves is written here as it leaves it. */
  @Test
  void whatACrashLeavesBetweenRowAndTemporalIsMended() {
    String created = create(QUICK, "'every':'P1D'").get("id").asText();
    String changed = create(QUICK, "'every':'P1D'").get("id").asText();
    String removed = create(QUICK, "'every':'P1D'").get("id").asText();
    String ordered = create(QUICK, "'every':'P1D'").get("id").asText();
    await("Temporal has all", () -> isThere(created) && isThere(changed) && isThere(removed));

    temporal.delete(created);
    update(
        "UPDATE scheduled_jobs SET applied_version = 0, applied_as = NULL WHERE id = ?", created);
    update("UPDATE scheduled_jobs SET paused = true, version = version + 1 WHERE id = ?", changed);
    update(
        "UPDATE scheduled_jobs SET deleted_at = now(), version = version + 1 WHERE id = ?",
        removed);
    update(
        "INSERT INTO schedule_orders (id, schedule_id, overlap, requested_by, requested_at)"
            + " VALUES (uuid_v7(), ?, 'skip', 'test', date_trunc('second', now()))",
        ordered);

    await("it is made", () -> isThere(created) && !view(created).get("pending").asBoolean());
    await("it is paused", () -> temporal.find(changed).orElseThrow().getState().getPaused());
    await("it is gone", () -> !isThere(removed));
    await("its row is gone", () -> count("scheduled_jobs WHERE id = ?", removed) == 0);
    await("the order is carried out", () -> last(ordered).size() == 1);
    assertThat(last(ordered)).hasSize(1);
  }

  @Test
  void manyWhoChangeItAtOnceLeaveTemporalWithTheNewest() throws Exception {
    String id = create(QUICK, "'every':'P1D'").get("id").asText();
    try (ExecutorService people = Executors.newFixedThreadPool(8)) {
      List<Future<JsonNode>> changes =
          IntStream.range(0, 24)
              .mapToObj(i -> people.submit(() -> patch(id, "{'every':'PT%dH'}".formatted(24 + i))))
              .toList();
      for (Future<JsonNode> change : changes) {
        change.get();
      }
    }

    await("Temporal has been told", () -> !view(id).get("pending").asBoolean());
    Duration every = Duration.parse(view(id).get("every").asText());
    assertThat(temporal.find(id).orElseThrow().getSpec().getInterval(0).getInterval().getSeconds())
        .isEqualTo(every.toSeconds());
  }

  @Test
  void aPausedScheduleStartsNothingButWhatIsAskedFor() {
    String id = create(QUICK, "'every':'P1D','paused':true").get("id").asText();
    await("Temporal has it paused", () -> temporal.find(id).orElseThrow().getState().getPaused());

    runNow(id);
    await("it has run", () -> "completed".equals(status(id, 0)));
    api.post(ROUTE + "/" + id + "/resume", "").good();

    assertThat(temporal.find(id).orElseThrow().getState().getPaused()).isFalse();
  }

  @Test
  void aDeletedScheduleIsGoneFromTemporalAndItsRunsGoOn() {
    String id = create(LONG, "'every':'P1D'").get("id").asText();
    runNow(id);
    await("it runs", () -> "running".equals(status(id, 0)));
    String run = last(id).getFirst().get("runId").asText();

    assertThat(api.remove(ROUTE + "/" + id, "*").status()).isEqualTo(204);

    assertThat(isThere(id)).isFalse();
    assertThat(api.get(ROUTE + "/" + id).status()).isEqualTo(404);
    assertThat(api.get("/api/workflows/" + run).good().get("status").asText()).isEqualTo("running");
    await("nothing of it waits in Temporal", () -> openWorkflows(id) == 0);
  }

  /** The years around now, so that all changes of clocks are in them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "Australia/Lord_Howe",
        "Antarctica/Troll",
        "America/New_York",
        "America/Santiago",
        "Asia/Beirut",
        "Asia/Kathmandu",
        "UTC"
      })
  void theTimesThatAreToldAreTemporals(String zone) {
    Random random = new Random(zone.hashCode());
    String id =
        create(QUICK, "'cron':'0 0 1 1 *','paused':true,'timezone':'%s'".formatted(zone))
            .get("id")
            .asText();
    for (int i = 0; i < 12; i++) {
      String cron = cron(random);
      patch(id, "{'cron':'%s'}".formatted(cron));
      await("Temporal has been told", () -> !view(id).get("pending").asBoolean());
      Instant from =
          Instant.parse("2024-03-20T00:00:00Z").plus(Duration.ofHours(random.nextInt(9)));
      List<Instant> temporals =
          temporal.times(id, from, Instant.parse("2026-04-10T00:00:00Z")).stream()
              .limit(100)
              .toList();
      if (temporals.isEmpty()) {
        continue;
      }
      assertThat(told(id, from, temporals.getLast()))
          .as("%s in %s", cron, zone)
          .isEqualTo(temporals);
    }
  }

  private List<Instant> told(String id, Instant from, Instant to) {
    String span = json("{'from':'%s','to':'%s','dryRun':true}".formatted(from, to));
    return api.post(ROUTE + "/" + id + "/backfill", span)
        .good()
        .get("first")
        .valueStream()
        .map(time -> Instant.parse(time.asText()))
        .toList();
  }

  /** Mostly at night, when clocks are changed, and seldom enough to come to the changes. */
  private static String cron(Random random) {
    String minute = List.of("0", "15", "30", "45", "*/20", "5/25", "0,59").get(random.nextInt(7));
    String hour = List.of("0", "1", "2", "3", "0-4", "*/3", "23,0").get(random.nextInt(7));
    String day = List.of("*", "*", "*", "1-7", "25-31", "*/5").get(random.nextInt(6));
    String month = List.of("*", "3,4", "OCT-NOV", "3-4,10-11", "9").get(random.nextInt(5));
    String weekday = List.of("*", "*", "SUN", "0", "7", "6-7", "MON-FRI").get(random.nextInt(7));
    return String.join(" ", minute, hour, day, month, weekday);
  }

  private JsonNode create(String graph, String fields) {
    String flow = api.flow("system", "Scheduled", Canvas.json(graph));
    return api.post(
            ROUTE,
            json(
                "{'name':'Nightly','kind':'flow','target':{'flowId':'%s'},%s}"
                    .formatted(flow, fields)))
        .good();
  }

  private String schedule(String kind, String target) {
    return api.post(
            ROUTE,
            json("{'name':'Daily','kind':'%s','target':%s,'every':'P1D'}".formatted(kind, target)))
        .good()
        .get("id")
        .asText();
  }

  private JsonNode patch(String id, String fields) {
    return api.send("PATCH", ROUTE + "/" + id, "application/json", json(fields)).good();
  }

  /** Runs of a schedule are told apart by their second. */
  private void runNow(String id) {
    String before = ordered;
    await(
        "another second",
        () -> !Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().equals(before));
    ordered = api.post(ROUTE + "/" + id + "/run", "").good().get("fireTime").asText();
  }

  private JsonNode view(String id) {
    return api.get(ROUTE + "/" + id).good();
  }

  private List<JsonNode> last(String id) {
    return view(id).get("lastRuns").valueStream().toList();
  }

  private String status(String id, int index) {
    return last(id).get(index).get("status").asText();
  }

  private boolean completed(JsonNode fire) {
    return "completed".equals(fire.get("status").asText());
  }

  private boolean isThere(String id) {
    return temporal.find(id).isPresent();
  }

  private long runs(String id) {
    return count("workflow_runs WHERE trigger ->> 'scheduleId' = ?::text", id);
  }

  private long running(String id) {
    return count(
        "workflow_runs WHERE status = 'running' AND trigger ->> 'scheduleId' = ?::text", id);
  }

  private long count(String from, String id) {
    return database.number("SELECT count(*) FROM " + from, UUID.fromString(id));
  }

  private long openWorkflows(String id) {
    return stack
        .temporal()
        .listExecutions("WorkflowType = 'ScheduledRun' AND ExecutionStatus = 'Running'")
        .filter(run -> run.getExecution().getWorkflowId().contains(id))
        .count();
  }

  private void update(String sql, String id) {
    try (Connection connection = stack.database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(id));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static String json(String singleQuoted) {
    return singleQuoted.replace('\'', '"');
  }

  private static void await(String what, BooleanSupplier condition) {
    Eventually.within(PATIENCE).until(condition, () -> what);
  }
}
