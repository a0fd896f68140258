package dev.stitch.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.TaskQueues;
import dev.stitch.plan.Locality;
import dev.stitch.plan.OnError;
import dev.stitch.plan.PathPlan;
import dev.stitch.plan.Retry;
import dev.stitch.port.Payloads;
import dev.stitch.port.StepActivities;
import dev.stitch.port.StepRequest;
import dev.stitch.port.StepResult;
import dev.stitch.step.StepOutcome;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RemoteStepsTest {

  private static final String FAR = TaskQueues.ofWorkspaces("far-1");

  @Test
  void aStepIsDoneByTheWorkersThatHaveWhatItNeeds() {
    try (TestWorkflowEnvironment temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build())) {
      temporal
          .newWorker(TaskQueues.JOURNEYS)
          .registerWorkflowImplementationTypes(OneStepImpl.class);
      worker(temporal, TaskQueues.AGENTS, new StepOutcome.Elsewhere(FAR));
      worker(temporal, FAR, StepOutcome.completed(TextNode.valueOf("done there")));
      temporal.start();

      OneStep workflow =
          temporal
              .getWorkflowClient()
              .newWorkflowStub(
                  OneStep.class,
                  WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.JOURNEYS).build());

      assertThat(workflow.run())
          .containsExactly(
              new StepResult(StepOutcome.completed(TextNode.valueOf("done there")), 1));
    }
  }

  private static void worker(TestWorkflowEnvironment temporal, String queue, StepOutcome outcome) {
    StepActivities activities = request -> new StepResult(outcome, 1);
    temporal.newWorker(queue).registerActivitiesImplementations(activities);
  }

  /** A workflow of one step. */
  @WorkflowInterface
  public interface OneStep {

    @WorkflowMethod
    List<StepResult> run();
  }

  /** It answers what the step came to. */
  public static final class OneStepImpl implements OneStep {

    @Override
    public List<StepResult> run() {
      RemoteSteps steps = new RemoteSteps(true);
      List<StepResult> ended = new ArrayList<>();
      steps.start("diff", step(), request(), ended::add);
      Workflow.await(steps::none);
      return ended;
    }

    private static StepRequest request() {
      return new StepRequest(
          "hash", "diff", new UUID(1, 1), new UUID(1, 1), 1, null, null, null, null, Instant.EPOCH);
    }

    private static PathPlan.Step step() {
      return new PathPlan.Step(
          0,
          "diff",
          "Diff",
          "git.diff",
          JsonCodec.MAPPER.createObjectNode(),
          List.of(),
          List.of(),
          Retry.DEFAULT,
          null,
          OnError.FAIL,
          Locality.REMOTE,
          TaskQueues.AGENTS,
          false);
    }
  }
}
