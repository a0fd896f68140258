package dev.stitch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.Tries;
import dev.stitch.model.AgentApproval;
import dev.stitch.model.AgentRunner;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.TaskQueues;
import dev.stitch.port.AgentActivities;
import dev.stitch.port.AgentFlushActivities;
import dev.stitch.port.Payloads;
import dev.stitch.port.RunFlush;
import io.temporal.activity.Activity;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What an agent that works for thousands of turns leaves in Temporal. */
class AgentHistoryTest {

  private static final int TURNS = Tries.of(2_000);

  /** A turn whose conversation is too long comes so often. */
  private static final int TOO_LONG = 150;

  /** Long histories begin at 1,000 events; what is under way then still ends. */
  private static final int MOST_EVENTS = 1_100;

  private final Model model = new Model();

  @Test
  void thousandsOfTurnsContinueAsNewAndEachIsAskedForOnce() {
    UUID run = UUID.randomUUID();
    AgentArguments agent =
        AgentArguments.of(
            run,
            UUID.randomUUID(),
            new AgentLimits(TURNS, 1_000_000, AgentApproval.NEVER, false),
            1,
            false,
            AgentRunner.SDK);
    try (TestWorkflowEnvironment temporal = environment()) {
      AgentWorkflow workflow =
          temporal
              .getWorkflowClient()
              .newWorkflowStub(
                  AgentWorkflow.class,
                  WorkflowOptions.newBuilder()
                      .setWorkflowId("agent")
                      .setTaskQueue(TaskQueues.JOURNEYS)
                      .build());

      workflow.run(agent);

      assertThat(model.end.get().status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(model.answered).hasSize(TURNS).doesNotHaveDuplicates();
      assertThat(model.compacted)
          .hasSize(TURNS / TOO_LONG)
          .allSatisfy(turn -> assertThat(turn % TOO_LONG).isZero());
      assertThat(model.runs).hasSizeGreaterThan(TURNS / 200);
      assertThat(model.runs)
          .allSatisfy(
              each ->
                  assertThat(temporal.getWorkflowClient().fetchHistory("agent", each).getEvents())
                      .hasSizeLessThan(MOST_EVENTS));
    }
  }

  private TestWorkflowEnvironment environment() {
    TestWorkflowEnvironment temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
    var worker = temporal.newWorker(TaskQueues.JOURNEYS);
    worker.registerWorkflowImplementationTypes(AgentWorkflowImpl.class);
    worker.registerActivitiesImplementations((AgentFlushActivities) model::flush);
    temporal.newWorker(TaskQueues.LLM).registerActivitiesImplementations(model);
    temporal.start();
    return temporal;
  }

  /** A model that pauses after each turn until it has had enough of them. */
  private static final class Model implements AgentActivities {

    private final List<Integer> answered = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> compacted = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> runs = Collections.synchronizedSet(new LinkedHashSet<>());
    private final AtomicReference<RunFlush.Progress> end = new AtomicReference<>();

    void flush(RunFlush flush) {
      end.set(flush.progress());
    }

    @Override
    public TurnResult ask(TurnRequest request) {
      runs.add(Activity.getExecutionContext().getInfo().getWorkflowRunId());
      if (request.compacts() && request.turn() % TOO_LONG == 0) {
        throw ApplicationFailure.newNonRetryableFailure(
            "too long", FailureCode.CONVERSATION_TOO_LONG.name());
      }
      answered.add(request.turn());
      return new TurnResult(
          request.turn() == TURNS ? "end_turn" : "pause_turn", List.of(), 1, 10, 1);
    }

    @Override
    public CompactionResult compact(CompactionRequest request) {
      compacted.add(request.turn());
      return new CompactionResult(100, 1);
    }

    @Override
    public ToolResult call(ToolRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Reservation reserve(TurnRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public WorkspaceResult prepare(WorkspaceRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public HarnessResult runHarness(HarnessRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void handOn(UUID sessionId) {
      throw new UnsupportedOperationException();
    }
  }
}
