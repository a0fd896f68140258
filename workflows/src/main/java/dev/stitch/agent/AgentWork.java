package dev.stitch.agent;

import dev.stitch.driver.WorkflowTime;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepFailure;
import dev.stitch.model.TaskQueues;
import dev.stitch.port.AgentActivities;
import dev.stitch.port.AgentActivities.CompactionRequest;
import dev.stitch.port.AgentActivities.CompactionResult;
import dev.stitch.port.AgentActivities.HarnessRequest;
import dev.stitch.port.AgentActivities.HarnessResult;
import dev.stitch.port.AgentActivities.Reservation;
import dev.stitch.port.AgentActivities.ToolRequest;
import dev.stitch.port.AgentActivities.ToolResult;
import dev.stitch.port.AgentActivities.TurnRequest;
import dev.stitch.port.AgentActivities.TurnResult;
import dev.stitch.port.AgentActivities.WorkspaceRequest;
import dev.stitch.port.AgentActivities.WorkspaceResult;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The activities of one run: what is under way, and how what came of it becomes an input. */
final class AgentWork {

  /** Models think long; the worker gives up a little sooner and says so. */
  private static final Duration TURN = Duration.ofMinutes(16);

  /** Repositories are large, and servers slow. */
  private static final Duration CLONE = Duration.ofMinutes(11);

  private static final Duration TOOL = Duration.ofMinutes(6);

  /** The worker ends it after a number of turns, or an hour and what is under way then. */
  private static final Duration HARNESS = Duration.ofHours(2);

  private final List<CancellationScope> underWay = new ArrayList<>();

  private boolean harness;

  /** Whether a harness is at work. */
  boolean hasHarness() {
    return harness;
  }

  boolean none() {
    return underWay.isEmpty();
  }

  void stop() {
    List.copyOf(underWay).forEach(CancellationScope::cancel);
    underWay.clear();
    harness = false;
  }

  void reserve(
      AgentArguments agent, AgentCommand.ReserveBudget reserve, Consumer<AgentInput> ended) {
    TurnRequest request =
        new TurnRequest(
            agent.runId(), agent.sessionId(), reserve.turn(), reserve.maxTokens(), false);
    start(
        () -> Async.function(activities(TaskQueues.LLM, TOOL, "reserve")::reserve, request),
        (Reservation answer, @Nullable RuntimeException failure) ->
            ended.accept(
                new AgentInput.BudgetAnswered(
                    WorkflowTime.now(),
                    reserve.turn(),
                    failure == null ? answer.refusal() : failure(failure).message())));
  }

  void ask(AgentArguments agent, AgentCommand.AskModel ask, Consumer<AgentInput> ended) {
    TurnRequest request =
        new TurnRequest(
            agent.runId(), agent.sessionId(), ask.turn(), ask.maxTokens(), ask.compacts());
    start(
        () ->
            Async.function(
                activities(TaskQueues.LLM, TURN, AgentContract.turnNode(ask.turn()))::ask, request),
        (TurnResult result, @Nullable RuntimeException failure) ->
            ended.accept(
                failure == null
                    ? new AgentInput.ModelAnswered(WorkflowTime.now(), ask.turn(), result)
                    : new AgentInput.ModelFailed(
                        WorkflowTime.now(), ask.turn(), failure(failure), attempt(failure))));
  }

  void compact(AgentArguments agent, AgentCommand.Compact compact, Consumer<AgentInput> ended) {
    CompactionRequest request =
        new CompactionRequest(
            agent.runId(), agent.sessionId(), compact.turn(), compact.maxTokens());
    String summary = AgentContract.compactionNode(compact.turn());
    start(
        () -> Async.function(activities(TaskQueues.LLM, TURN, summary)::compact, request),
        (CompactionResult result, @Nullable RuntimeException failure) ->
            ended.accept(
                failure == null
                    ? new AgentInput.Compacted(WorkflowTime.now(), compact.turn(), result)
                    : new AgentInput.CompactionFailed(
                        WorkflowTime.now(), compact.turn(), failure(failure), attempt(failure))));
  }

  void prepare(AgentArguments agent, Consumer<AgentInput> ended) {
    prepare(agent, TaskQueues.AGENTS, ended);
  }

  /** A worker that does not reach the workspace names the queue of those that do. */
  private void prepare(AgentArguments agent, String taskQueue, Consumer<AgentInput> ended) {
    AgentActivities activities = activities(taskQueue, CLONE, AgentContract.WORKSPACE);
    start(
        () -> Async.function(activities::prepare, new WorkspaceRequest(agent.runId())),
        (WorkspaceResult result, @Nullable RuntimeException failure) -> {
          if (failure == null && result.elsewhere() != null) {
            prepare(agent, result.elsewhere(), ended);
          } else {
            ended.accept(
                new AgentInput.WorkspacePrepared(
                    WorkflowTime.now(),
                    failure == null ? null : failure(failure),
                    failure == null ? result.attempt() : attempt(failure)));
          }
        });
  }

  void call(AgentArguments agent, AgentCommand.CallTool call, Consumer<AgentInput> ended) {
    ToolRequest request =
        new ToolRequest(agent.runId(), agent.sessionId(), call.turn(), call.position());
    String taskQueue = call.taskQueue() == null ? TaskQueues.EFFECTS : call.taskQueue();
    start(
        () -> Async.function(activities(taskQueue, TOOL, call.nodeId())::call, request),
        (ToolResult result, @Nullable RuntimeException failure) ->
            ended.accept(
                new AgentInput.ToolEnded(
                    WorkflowTime.now(),
                    call.nodeId(),
                    failure != null || result.failed(),
                    failure == null ? result.attempt() : attempt(failure))));
  }

  /** What becomes of a harness that has come to no end of its own. */
  @FunctionalInterface
  interface HarnessFailed {
    void with(StepFailure failure, int attempt);
  }

  void runHarness(AgentArguments agent, HarnessFailed failed) {
    harness = true;
    runHarness(agent, TaskQueues.AGENTS, failed);
  }

  /** A worker that does not reach where the run works names the queue of those that do. */
  private void runHarness(AgentArguments agent, String taskQueue, HarnessFailed failed) {
    HarnessRequest request = new HarnessRequest(agent.runId(), agent.sessionId());
    start(
        () -> Async.function(activities(taskQueue, HARNESS, "harness")::runHarness, request),
        (HarnessResult result, @Nullable RuntimeException failure) -> {
          if (failure == null && result.elsewhere() != null) {
            runHarness(agent, result.elsewhere(), failed);
            return;
          }
          harness = false;
          if (failure != null) {
            failed.with(failure(failure), attempt(failure));
          }
        });
  }

  /** Waits until there is a run that goes on with the session. */
  void handOn(AgentArguments agent) {
    activities(TaskQueues.JOURNEYS, TOOL, "hand on").handOn(agent.sessionId());
  }

  /** What becomes of an activity that was not stopped. */
  @FunctionalInterface
  private interface Ended<T> {
    void with(T result, @Nullable RuntimeException failure);
  }

  private <T> void start(Supplier<Promise<T>> activity, Ended<T> ended) {
    // The scope is what names the activity: it is made before the activity can end.
    CancellationScope[] scope = new CancellationScope[1];
    scope[0] =
        Workflow.newCancellationScope(
            () ->
                activity
                    .get()
                    .handle(
                        (result, failure) -> {
                          if (underWay.remove(scope[0])) {
                            ended.with(result, failure);
                          }
                          return null;
                        }));
    underWay.add(scope[0]);
    scope[0].run();
  }

  /**
   * The server tries for ever: it cannot tell what failed from a worker or a database that was
   * away. The worker counts the attempts that count, and fails the activity for good after the
   * last.
   */
  private static AgentActivities activities(String queue, Duration limit, String summary) {
    return Workflow.newActivityStub(
        AgentActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(queue)
            .setStartToCloseTimeout(limit)
            // The worker says every few seconds that it is alive; one that was killed is noticed.
            .setHeartbeatTimeout(Duration.ofSeconds(20))
            // The run ends at once; an effect under way is settled by its ledger.
            .setCancellationType(ActivityCancellationType.TRY_CANCEL)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    // After a worker that was lost; whatever fails names its own pause.
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setMaximumInterval(Duration.ofSeconds(10))
                    .build())
            .setSummary(summary)
            .build());
  }

  private static StepFailure failure(RuntimeException failure) {
    Throwable cause = failure instanceof ActivityFailure ? failure.getCause() : failure;
    if (cause instanceof ApplicationFailure application) {
      for (FailureCode code : FailureCode.values()) {
        if (code.name().equals(application.getType())) {
          return new StepFailure(code, application.getOriginalMessage());
        }
      }
    }
    return new StepFailure(FailureCode.INTERNAL, String.valueOf(cause));
  }

  private static int attempt(RuntimeException failure) {
    if (failure.getCause() instanceof ApplicationFailure application
        && application.getDetails().getSize() > 0) {
      Integer attempt = application.getDetails().get(0, Integer.class);
      return attempt == null ? 1 : attempt;
    }
    return 1;
  }
}
