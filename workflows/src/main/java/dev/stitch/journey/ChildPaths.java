package dev.stitch.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.driver.OutgoingSignals;
import dev.stitch.driver.RunSignals;
import dev.stitch.driver.TaskBoundary;
import dev.stitch.driver.WorkflowTime;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.PathEnd;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathSlot;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.model.TaskQueues;
import dev.stitch.path.PathContract;
import dev.stitch.path.PathWorkflow;
import dev.stitch.port.PathArguments;
import dev.stitch.port.RunAttributes;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts, signals and cancels the child paths of a journey, and tells the journey of their ends.
 * After a continue-as-new they are no longer this run's children and report by signal.
 */
final class ChildPaths {

  /** Characters of the inputs of children that are being started. */
  private static final int MOST_AT_ONCE = 1024 * 1024;

  private final JourneyArguments journey;
  private final Consumer<JourneyInput> hears;
  private final OutgoingSignals signals;
  private final TaskBoundary boundary;
  private final boolean bounded;
  private final Map<UUID, Child> live = new HashMap<>();
  private final Set<UUID> starting = new HashSet<>();

  /** Starts that wait until the server has taken others: one answer to a task holds 4 MiB. */
  private final SequencedMap<UUID, Waiting> waiting = new LinkedHashMap<>();

  /** Characters of the inputs of children whose start the server has not confirmed. */
  private int startingSize;

  /** Paths that are to be cancelled and whose requests Temporal has not delivered yet. */
  private final Set<UUID> leaving = new HashSet<>();

  /**
   * A live path.
   *
   * @param stub a child stub, whose signals wait for the start, or an external one when adopted
   * @param scope cancels a child; null when adopted
   * @param slot null for a direct run of the entity
   */
  private record Child(
      PathWorkflow stub,
      String workflowId,
      @Nullable CancellationScope scope,
      @Nullable PathSlot slot) {

    boolean guest() {
      return slot == null;
    }

    /** Whether this run started it. */
    boolean isChild() {
      return scope != null;
    }
  }

  /**
   * @param size characters of the child's input
   */
  private record Waiting(CancellationScope scope, int size) {}

  /**
   * @param bounded whether few starts are made at once, as under the rules since {@link
   *     dev.stitch.machine.Rules#BOUNDED}
   */
  ChildPaths(
      JourneyArguments journey,
      Consumer<JourneyInput> hears,
      OutgoingSignals signals,
      TaskBoundary boundary,
      boolean bounded) {
    this.journey = journey;
    this.hears = hears;
    this.signals = signals;
    this.boundary = boundary;
    this.bounded = bounded;
  }

  void start(PathSlot slot, List<ExternalEvent> events, JsonNode metadata, boolean paused) {
    String workflowId = workflowId(slot);
    PathWorkflow child =
        Workflow.newChildWorkflowStub(PathWorkflow.class, options(slot, workflowId));
    PathArguments input = input(slot, events, metadata, paused);
    int size = bounded ? JsonCodec.MAPPER.valueToTree(input).toString().length() : 0;
    starting.add(slot.runId());
    CancellationScope scope =
        Workflow.newCancellationScope(
            () -> {
              Async.function(child::run, input)
                  .handle(
                      (end, failure) -> {
                        boundary.answered();
                        leaving.remove(slot.runId());
                        if (live.containsKey(slot.runId())) {
                          confirmed(slot.runId(), size);
                          if (failure != null && mayLive(failure)) {
                            adopt(slot);
                          } else {
                            live.remove(slot.runId());
                            ended(slot, failure == null ? end : endOf(failure));
                          }
                        }
                        return null;
                      });
              Workflow.getWorkflowExecution(child)
                  .handle(
                      (execution, failure) -> {
                        confirmed(slot.runId(), size);
                        return null;
                      });
            });
    live.put(slot.runId(), new Child(child, workflowId, scope, slot));
    waiting.put(slot.runId(), new Waiting(scope, size));
    startWhatMay();
  }

  private void startWhatMay() {
    while (!waiting.isEmpty()
        && (startingSize == 0
            || startingSize + waiting.firstEntry().getValue().size() <= MOST_AT_ONCE)) {
      Waiting next = waiting.pollFirstEntry().getValue();
      startingSize += next.size();
      next.scope().run();
    }
  }

  private void confirmed(UUID runId, int size) {
    if (starting.remove(runId)) {
      startingSize -= size;
      startWhatMay();
    }
  }

  void cancel(UUID runId) {
    Child child = live.remove(runId);
    if (child == null) {
      return;
    }
    if (waiting.remove(runId) != null) {
      starting.remove(runId);
      return;
    }
    leaving.add(runId);
    CancellationScope scope = child.scope();
    if (scope != null) {
      scope.cancel();
    } else {
      // The request fails for a path that has closed meanwhile, and nobody needs it then.
      Async.procedure(Workflow.newUntypedExternalWorkflowStub(child.workflowId())::cancel)
          .handle(
              (done, failure) -> {
                boundary.answered();
                return leaving.remove(runId);
              });
    }
  }

  /**
   * Whether every path that is to be cancelled has been told. Temporal drops the requests of a
   * workflow that closes with the task in which it made them.
   */
  boolean allLetGo() {
    return leaving.isEmpty();
  }

  void tell(UUID runId, PathInput happened) {
    Child child = live.get(runId);
    if (child != null) {
      signals.send(
          child.workflowId(),
          kind(happened),
          () -> Async.procedure(() -> signal(child.stub(), happened)),
          () -> unheard(runId, child, happened));
    }
  }

  /**
   * The end of a path that closed meanwhile is on its way here; a guest's may never come. A child
   * that was reset is told again: what is told to a child reaches only the run that was started.
   */
  private void unheard(UUID runId, Child told, PathInput happened) {
    Child now = live.get(runId);
    if (now == null) {
      return;
    }
    PathSlot slot = now.slot();
    if (slot == null) {
      live.remove(runId);
      hears.accept(new JourneyInput.GuestGone(WorkflowTime.now(), runId));
    } else if (told.isChild() && adoptsWhatLives()) {
      if (now.isChild()) {
        adopt(slot);
      }
      tell(runId, happened);
    }
  }

  private static OutgoingSignals.Kind kind(PathInput happened) {
    return happened instanceof PathInput.EventArrived
        ? OutgoingSignals.Kind.FACT
        : OutgoingSignals.Kind.CONTROL;
  }

  /** A direct run of the entity is told what the paths are told; it reports its end by signal. */
  void welcome(UUID runId) {
    String workflowId = PathContract.runWorkflowId(runId);
    live.put(
        runId,
        new Child(
            Workflow.newExternalWorkflowStub(PathWorkflow.class, workflowId),
            workflowId,
            null,
            null));
  }

  /** A direct run has ended. */
  void farewell(UUID runId) {
    Child child = live.get(runId);
    if (child != null && child.guest()) {
      live.remove(runId);
    }
  }

  private static void signal(PathWorkflow path, PathInput happened) {
    switch (happened) {
      case PathInput.EventArrived arrived -> path.event(arrived.event());
      case PathInput.Paused paused ->
          path.pause(new RunSignals.Pause(paused.owner(), paused.timers()));
      case PathInput.Resumed resumed ->
          path.resume(new RunSignals.Resume(resumed.owner(), resumed.mode()));
      case PathInput.Skipped skipped ->
          path.skip(new RunSignals.Skip(skipped.nodeId(), skipped.actor()));
      case PathInput.TaskAnswered answered ->
          path.answerTask(
              new RunSignals.TaskAnswer(
                  answered.taskId(), answered.choice(), answered.answer(), answered.actor()));
      case PathInput.LookAgain other -> throw notToldToChildren(other);
      case PathInput.Begun other -> throw notToldToChildren(other);
      case PathInput.StepEnded other -> throw notToldToChildren(other);
      case PathInput.EventMatched other -> throw notToldToChildren(other);
      case PathInput.TimerFired other -> throw notToldToChildren(other);
      case PathInput.CallEnded other -> throw notToldToChildren(other);
      case PathInput.CallbackArrived other -> throw notToldToChildren(other);
      case PathInput.Acted other -> throw notToldToChildren(other);
      case PathInput.CancelRequested other -> throw notToldToChildren(other);
      case PathInput.KillRequested other -> throw notToldToChildren(other);
    }
  }

  private static IllegalStateException notToldToChildren(PathInput event) {
    return new IllegalStateException("a path hears of this by itself: " + event);
  }

  /**
   * Whether a path that could not be started, or of which Temporal says that it was terminated, may
   * run all the same. An operator who resets a journey makes it start paths that run already; one
   * who resets a path makes Temporal terminate its run and begin another.
   */
  private static boolean mayLive(RuntimeException failure) {
    return (failure.getCause() instanceof WorkflowExecutionAlreadyStarted
            || failure.getCause() instanceof TerminatedFailure)
        && adoptsWhatLives();
  }

  /** Histories of before hold what followed from such a failure at once. */
  private static boolean adoptsWhatLives() {
    return Workflow.getVersion("adopt-what-lives", Workflow.DEFAULT_VERSION, 1) == 1;
  }

  /**
   * Takes over the live paths of the run before, or of the history before a reset; one that closed
   * meanwhile is read back.
   */
  void adopt(JourneyState state) {
    for (PathSlot slot : state.slots().values()) {
      if (slot.inline() == null
          && !slot.status().isFinal()
          && slot.status() != RunStatus.PENDING
          && !starting.contains(slot.runId())) {
        adopt(slot);
      }
    }
    state.guests().keySet().forEach(this::welcome);
  }

  private void adopt(PathSlot slot) {
    String workflowId = workflowId(slot);
    PathWorkflow path = Workflow.newExternalWorkflowStub(PathWorkflow.class, workflowId);
    live.put(slot.runId(), new Child(path, workflowId, null, slot));
    RunSignals.Adopt adopt = new RunSignals.Adopt(JourneyContract.workflowId(journey.entityId()));
    signals.send(
        workflowId,
        OutgoingSignals.Kind.CONTROL,
        () -> Async.procedure(path::adopt, adopt),
        () -> readBack(slot, workflowId));
  }

  private void readBack(PathSlot slot, String workflowId) {
    Async.function(WorkflowTime.flushes()::pathOutcome, workflowId)
        .thenApply(
            end -> {
              live.remove(slot.runId());
              ended(slot, end);
              return null;
            });
  }

  /** Whether no child is between its start and its acknowledgement. */
  boolean allStarted() {
    return starting.isEmpty();
  }

  private void ended(PathSlot slot, PathEnd end) {
    hears.accept(
        new JourneyInput.PathEnded(
            WorkflowTime.now(), slot.runId(), slot.uxNodeId(), slot.flow().systemFlowId(), end));
  }

  private String workflowId(PathSlot slot) {
    return PathContract.pathWorkflowId(
        journey.entityId(),
        slot.uxNodeId(),
        slot.visit(),
        slot.flow().systemFlowId(),
        slot.retries());
  }

  private PathArguments input(
      PathSlot slot, List<ExternalEvent> events, JsonNode metadata, boolean paused) {
    return new PathArguments(
        slot.runId(),
        slot.firstRunId(),
        slot.retryOf(),
        slot.flow().name(),
        slot.flow().systemFlowId(),
        slot.flow().published(),
        slot.flow().input(),
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", "journey")
            .put("uxNodeId", slot.uxNodeId()),
        "journey",
        null,
        journey.entityId(),
        journey.contactId(),
        slot.uxNodeId(),
        slot.visit(),
        slot.execution(),
        metadata,
        slot.resume(),
        paused,
        JourneyContract.workflowId(journey.entityId()),
        false,
        null,
        null,
        events);
  }

  private ChildWorkflowOptions options(PathSlot slot, String workflowId) {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(workflowId)
        .setTaskQueue(TaskQueues.JOURNEYS)
        // The close policy fires on continue-as-new too; the journey cancels its paths itself.
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
        // Not TRY_CANCEL: only the answer tells that the request has gone out, see allLetGo.
        .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_REQUESTED)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setTypedSearchAttributes(
            SearchAttributes.newBuilder()
                .set(RunAttributes.ENTITY, journey.entityId().toString())
                .set(RunAttributes.FLOW, slot.flow().systemFlowId().toString())
                .set(RunAttributes.RUN_TYPE, "flow")
                .build())
        .setStaticSummary(slot.flow().name())
        .build();
  }

  private static PathEnd endOf(RuntimeException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    RunStatus status =
        switch (cause) {
          case CanceledFailure cancelled -> RunStatus.CANCELLED;
          case TerminatedFailure terminated -> RunStatus.KILLED;
          default -> RunStatus.FAILED;
        };
    String message =
        switch (status) {
          case CANCELLED -> "the path was cancelled";
          case KILLED -> "the path was killed";
          default -> "the path ended: " + cause.getMessage();
        };
    return new PathEnd(
        status, null, new StepFailure(FailureCode.RUN_CONTROL, message), null, null, null);
  }
}
