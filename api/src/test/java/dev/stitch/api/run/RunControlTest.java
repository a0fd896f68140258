package dev.stitch.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.api.testing.ScriptedWorkflow;
import dev.stitch.api.testing.ScriptedWorkflow.Heard;
import dev.stitch.machine.Refusal;
import dev.stitch.store.Ids;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Acts on runs by the API: what a run is sent, and what becomes of its answer. */
@Tag("server")
class RunControlTest extends JourneyApiTest {

  private String id;
  private String run;

  @BeforeEach
  void begin() {
    id =
        send("POST", "/api/flows/" + published("system", PATH) + "/run", null)
            .at("/runId")
            .textValue();
    run = "/api/workflows/" + id;
    is("running");
  }

  @Test
  void aRunIsPausedAndResumedAsItIsAsked() {
    assertThat(post(run + "/pause", json("{'timers':'melt'}")).pointer()).isEqualTo("/timers");
    ScriptedWorkflow.EFFECTS.put("pause", () -> is("paused"));
    assertThat(post(run + "/pause", json("{'timers':'elapse'}")).at("/status").textValue())
        .isEqualTo("paused");
    assertThat(post(run + "/resume", json("{'mode':'later'}")).pointer()).isEqualTo("/mode");
    ScriptedWorkflow.EFFECTS.put("resume", () -> is("running"));
    assertThat(post(run + "/resume", json("{'mode':'send_now'}")).at("/status").textValue())
        .isEqualTo("running");

    assertThat(ScriptedWorkflow.heardBy("run/" + id))
        .extracting(Heard::name)
        .containsExactly("pause", "resume");
    JsonNode pause = ScriptedWorkflow.heardBy("run/" + id).getFirst().argument();
    assertThat(pause.at("/timers").textValue()).isEqualTo("ELAPSE");
    assertThat(pause.at("/actor").textValue()).isNotEmpty();
    assertThat(ScriptedWorkflow.heardBy("run/" + id).getLast().argument().at("/mode").textValue())
        .isEqualTo("SEND_NOW");
  }

  @Test
  void aRunGoesPastTheStepThatIsNamedOrElseTheOneThatItIsAt() {
    ScriptedWorkflow.EFFECTS.put("skip", () -> {});

    assertThat(post(run + "/skip", json("{'nodeId':['wait']}")).pointer()).isEqualTo("/nodeId");
    assertThat(post(run + "/skip", json("{'nodeId':'wait'}")).status()).isEqualTo(200);
    assertThat(send("POST", run + "/skip", null).status()).isEqualTo(200);

    assertThat(ScriptedWorkflow.heardBy("run/" + id))
        .extracting(heard -> heard.name() + " " + heard.argument().path("nodeId").textValue())
        .containsExactly("skip wait", "skip null");
    is("completed");
    assertThat(send("POST", run + "/skip", null).status()).isEqualTo(409);
    assertThat(send("POST", "/api/workflows/" + Ids.next() + "/skip", null).status())
        .isEqualTo(404);
  }

  @Test
  void aCancelledRunIsAnsweredAsItThenIs() {
    ScriptedWorkflow.EFFECTS.put("cancel", () -> is("cancelled"));

    Answer answer = send("POST", run + "/cancel", null);

    assertThat(answer.at("/status").textValue()).isEqualTo("cancelled");
    Answer again = send("POST", run + "/cancel", null);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.at("/detail").textValue()).contains("cancelled already");
  }

  @Test
  void theIdempotencyKeyIsTheActsId() {
    Answer first = send("POST", run + "/pause", null, "Idempotency-Key", "pause-" + id);
    Answer again = send("POST", run + "/pause", null, "Idempotency-Key", "pause-" + id);
    Answer other = send("POST", run + "/resume", null, "Idempotency-Key", "pause-" + id);

    assertThat(first.status()).isEqualTo(200);
    assertThat(again.status()).isEqualTo(200);
    assertThat(other.status()).as("a key of another act").isEqualTo(422);
    assertThat(ScriptedWorkflow.heardBy("run/" + id))
        .extracting(heard -> heard.argument().at("/id").textValue())
        .containsExactly("pause-" + id);
  }

  @Test
  void anActThatWasDoneBeforeTheRunEndedIsAnsweredAsThen() {
    assertThat(send("POST", run + "/cancel", null, "Idempotency-Key", "c-" + id).status())
        .isEqualTo(200);
    is("cancelled");
    database.update("DELETE FROM idempotency_keys WHERE key = ?", "c-" + id);

    assertThat(send("POST", run + "/cancel", null, "Idempotency-Key", "c-" + id).status())
        .isEqualTo(200);
    assertThat(send("POST", run + "/cancel", null, "Idempotency-Key", "d-" + id).status())
        .isEqualTo(409);
    assertThat(ScriptedWorkflow.heardBy("run/" + id)).hasSize(1);
  }

  @Test
  void whatTheRunRefusesIsTold() {
    refuses("pause", Refusal.Code.WRONG_STATE, "the run is already paused");
    refuses("resume", Refusal.Code.CLOSED, "run " + id + " is completed");

    Answer paused = send("POST", run + "/pause", null);
    Answer closed = send("POST", run + "/resume", null);

    assertThat(paused.status()).isEqualTo(409);
    assertThat(paused.at("/detail").textValue()).isEqualTo("The run is already paused.");
    assertThat(closed.status()).isEqualTo(409);
    assertThat(closed.at("/detail").textValue()).contains("completed");
    assertThat(send("POST", run + "/retry", null).status()).isEqualTo(409);
    assertThat(send("POST", "/api/workflows/" + Ids.next() + "/pause", null).status())
        .isEqualTo(404);
    assertThat(get("/api/workflows/" + Ids.next()).status()).isEqualTo(404);
  }

  @Test
  void aRunWhoseWorkflowHasEndedOutsideIsCancelledAndNotPaused() {
    temporal.getWorkflowClient().newUntypedWorkflowStub("run/" + id).terminate("by hand");

    assertThat(send("POST", run + "/pause", null).status()).isEqualTo(409);
    assertThat(send("POST", run + "/cancel", null).at("/status").textValue())
        .isEqualTo("cancelled");
  }

  @Test
  void anAnswerGoesToTheRunThatAsks() {
    UUID task = ask();
    ScriptedWorkflow.EFFECTS.put("answer", () -> answered(task, "yes"));

    Answer answer = answer(task, "yes");

    assertThat(answer.at("/state").textValue()).as(answer.text()).isEqualTo("answered");
    JsonNode heard = ScriptedWorkflow.heardBy("run/" + id).getLast().argument();
    assertThat(heard.at("/taskId").textValue()).isEqualTo(task.toString());
    assertThat(heard.at("/choice").textValue()).isEqualTo("yes");
    assertThat(answer(task, "yes").status()).as("again").isEqualTo(200);
    assertThat(answer(task, "no").status()).isEqualTo(409);
  }

  @Test
  void anAnswerThatComesTooLateIsAConflictUnlessItIsTheOneThatCounts() {
    for (String choice : new String[] {"yes", "no"}) {
      UUID task = ask();
      refuses("answer", Refusal.Code.WRONG_STATE, "task " + task + " is not open any more");
      ScriptedWorkflow.EFFECTS.put("answer", () -> answered(task, "yes"));

      assertThat(answer(task, choice).status()).isEqualTo(choice.equals("yes") ? 200 : 409);
    }
  }

  /** One that takes signals only, as runs did before acts on them were updates. */
  @WorkflowInterface
  public interface EarlierRun {
    @WorkflowMethod(name = "EarlierRun")
    void run();

    @SignalMethod
    void pause(String any);
  }

  public static final class EarlierRunImpl implements EarlierRun {
    @Override
    public void run() {
      Workflow.await(() -> false);
    }

    @Override
    public void pause(String any) {}
  }

  @Test
  void aWorkerOfAnEarlierReleaseThatDoesNotKnowTheActMakesItUnavailable() {
    WorkflowClient client = temporal.getWorkflowClient();
    WorkerFactory earlier = WorkerFactory.newInstance(client);
    earlier.newWorker("earlier").registerWorkflowImplementationTypes(EarlierRunImpl.class);
    earlier.start();
    EarlierRun workflow =
        client.newWorkflowStub(
            EarlierRun.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue("earlier")
                .setWorkflowId("earlier/" + id)
                .build());
    WorkflowClient.start(workflow::run);
    database.update(
        "UPDATE workflow_runs SET temporal_workflow_id = ? WHERE id = ?",
        "earlier/" + id,
        UUID.fromString(id));

    Answer answer = send("POST", run + "/pause", null, "Idempotency-Key", "p-" + id);

    WorkflowStub.fromTyped(workflow).terminate("test");
    earlier.shutdownNow();
    assertThat(answer.status()).as(answer.text()).isEqualTo(503);
    assertThat(answer.at("/detail").textValue()).contains("earlier release").contains("not done");
    database.update(
        "UPDATE workflow_runs SET temporal_workflow_id = ? WHERE id = ?",
        "run/" + id,
        UUID.fromString(id));
    assertThat(send("POST", run + "/pause", null, "Idempotency-Key", "p-" + id).status())
        .as("sent again to a worker that knows it")
        .isEqualTo(200);
    assertThat(ScriptedWorkflow.heardBy("run/" + id)).hasSize(1);
  }

  private void is(String status) {
    database.update(
        "UPDATE workflow_runs SET status = ?, started_at = now() WHERE id = ?",
        status,
        UUID.fromString(id));
  }

  private static void refuses(String update, Refusal.Code code, String message) {
    ScriptedWorkflow.REFUSALS.put(update, new Refusal(code, message));
  }

  private UUID ask() {
    UUID task = Ids.next();
    database.update(
        """
        INSERT INTO human_tasks (id, run_id, kind, title, choices) VALUES (?, ?, 'step', 'Well?', ?)
        """,
        task,
        UUID.fromString(id),
        tree("['yes','no']"));
    return task;
  }

  private void answered(UUID task, String choice) {
    database.update(
        "UPDATE human_tasks SET state = 'answered', choice = ? WHERE id = ?", choice, task);
  }

  private Answer answer(UUID task, String choice) {
    return post("/api/tasks/" + task + "/answer", json("{'choice':'%s'}".formatted(choice)));
  }
}
