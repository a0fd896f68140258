package dev.stitch.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stitch.activities.step.StepRunner;
import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.StepWork;
import dev.stitch.activities.step.TestStep;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FailureCode;
import dev.stitch.model.GateReason;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepException;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.crm.SyncSubType;
import dev.stitch.store.run.CalledRunRepository;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.TriggerKind;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the step {@code sync} accepts and waits for; its run is that of every sync. */
@Tag("server")
class SyncStepTest {

  private static final String TWEETS =
      "{\"platform\": \"x\", \"type\": \"tweets\", \"maxPages\": 3}";

  private static XStand stand;

  @BeforeAll
  static void start() {
    stand = new XStand();
  }

  @AfterAll
  static void stop() {
    stand.close();
  }

  @AfterEach
  void theWorldAsItWas() {
    stand.database.update("DELETE FROM workflow_runs");
    stand.database.update("DELETE FROM platform_accounts WHERE name <> 'x'");
  }

  @Test
  void aRunIsAcceptedOnceAndClaimedByWhoCalledItWhenItIsStarted() throws Exception {
    StepWork work = work(TWEETS);

    Wait.Called called = called(run(work));
    assertThat(called(run(work))).isEqualTo(called);

    RunRow run = stand.runs.find(called.callId()).orElseThrow();
    assertThat(called.workflowId())
        .isEqualTo("batch/" + run.id())
        .isEqualTo(run.temporalWorkflowId());
    assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(run.config().path("maxPages").asInt()).isEqualTo(3);
    assertThat(run.config().path("syncSubType").asText()).isEqualTo("x_tweets");

    UUID parent = stand.accept(SyncSubType.X_CONTACTS);
    RunRepository.Forgotten start = claim(called, parent, "user:ada");
    assertThat(start.workflowInput().at("/caller/workflowId").asText()).isEqualTo("run/caller");
    assertThat(claim(called, Ids.next(), "user:bob")).isEqualTo(start);
    RunRow claimed = stand.runs.find(called.callId()).orElseThrow();
    assertThat(claimed.parentRunId()).isEqualTo(parent);
    assertThat(claimed.origin().startedBy()).isEqualTo("user:ada");
    assertThat(claimed.origin().trigger().toString())
        .isEqualTo("{\"kind\":\"sync\",\"nodeId\":\"node\"}");
    assertThat(claimed.origin().triggerKind()).isEqualTo(TriggerKind.WEBHOOK);
  }

  @Test
  void whileAnotherRunSyncsTheAccountItWaitsAndThenBeginsAnew() throws Exception {
    UUID other = stand.accept(SyncSubType.X_TWEETS);
    StepWork work = work(TWEETS);

    Wait.Slot held = (Wait.Slot) ((StepOutcome.Waiting) run(work)).on();

    assertThat(held.reason()).isEqualTo(GateReason.SYNC_UNDER_WAY);
    assertThat(held.limit()).contains(other.toString());
    assertThat(held.until()).isAfter(work.now());
    called(run(work("{\"platform\": \"x\", \"type\": \"mentions\"}")));
    stand.database.update("UPDATE workflow_runs SET status = 'completed' WHERE id = ?", other);
    called(run(work));
  }

  @Test
  void ofManyAtOnceOneSyncsAndTheOthersWait() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<StepOutcome>> outcomes =
          threads.invokeAll(
              IntStream.range(0, 6)
                  .mapToObj(i -> (Callable<StepOutcome>) () -> run(work(TWEETS)))
                  .toList());
      int called = 0;
      for (Future<StepOutcome> outcome : outcomes) {
        called += ((StepOutcome.Waiting) outcome.get()).on() instanceof Wait.Called ? 1 : 0;
      }
      assertThat(called).isEqualTo(1);
    }
    assertThat(stand.database.number("SELECT count(*) FROM workflow_runs")).isEqualTo(1);
  }

  @Test
  void withoutOneAccountItSaysWhatIsMissing() {
    assertThat(refused("{\"platform\": \"gmail\", \"type\": \"contacts\"}"))
        .hasMessageContaining("No account of gmail is connected");
    stand.connections.store(
        Ids.next(), Toolkit.X, "another", Jsonb.object(), stand.tokens().credentials());
    assertThat(refused(TWEETS)).hasMessageContaining("name one as \"connection\"");
    assertThat(
            refused("{\"platform\": \"x\", \"type\": \"tweets\", \"connection\": \"nobody's\"}")
                .code())
        .isEqualTo(FailureCode.NOT_FOUND);
    assertThat(stand.database.number("SELECT count(*) FROM workflow_runs")).isZero();
  }

  private static RunRepository.Forgotten claim(Wait.Called called, UUID parent, String actor) {
    return stand
        .context
        .getBean(CalledRunRepository.class)
        .claim(
            called.callId(),
            parent,
            Jsonb.object()
                .put("workflowId", "run/caller")
                .put("callId", called.callId().toString()),
            Jsonb.object().put("nodeId", "node"),
            TriggerKind.WEBHOOK,
            actor)
        .orElseThrow();
  }

  private static Wait.Called called(StepOutcome outcome) {
    return (Wait.Called) ((StepOutcome.Waiting) outcome).on();
  }

  private static StepException refused(String config) {
    return catchThrowableOfType(StepException.class, () -> run(work(config)));
  }

  private static StepOutcome run(StepWork work) throws StepException, InterruptedException {
    return stand.context.getBean(StepRunner.class).run(work, () -> {});
  }

  private static StepWork work(String config) {
    TestStep step = TestStep.of(stand.context.getBean(StepServices.class), "sync", config);
    UUID run = Ids.next();
    return new StepWork(
        null,
        step.step(),
        run,
        run,
        1,
        null,
        null,
        JsonCodec.MAPPER.createObjectNode(),
        step.now(),
        1);
  }
}
