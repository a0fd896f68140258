package dev.stitch.activities.reconcile;

import dev.stitch.activities.call.CallReports;
import dev.stitch.journey.JourneyContract;
import dev.stitch.journey.JourneyWorkflow;
import dev.stitch.machine.PathEnd;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.path.PathContract;
import dev.stitch.path.PathSignals;
import dev.stitch.store.journey.EntityRepository;
import dev.stitch.store.journey.EntityRow;
import dev.stitch.store.journey.EntitySettlement;
import dev.stitch.store.outside.LiveKind;
import dev.stitch.store.run.ForEachCalls;
import dev.stitch.store.run.RunIsolation;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.RunSettlement;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Settles rows whose workflow was terminated, cancelled hard, failed, timed out or deleted outside
 * the API, and tells whoever waits for its end: such a workflow could do neither itself.
 */
@Singleton
public class OutsideEnds {

  /** Temporal's visibility store lags behind; ends are looked at again for this long. */
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  private static final String ACTOR = "operator";

  /** A {@code for_each} that is cancelled in Temporal completes, without a word to its caller. */
  private static final String ENDS =
      "(WorkflowType IN ('Journey', 'SystemFlow', 'Batch')"
          + " AND ExecutionStatus IN ('Terminated', 'TimedOut', 'Failed', 'Canceled')"
          + " OR WorkflowType = 'ForEach' AND ExecutionStatus != 'Running'"
          + " AND ExecutionStatus != 'ContinuedAsNew')";

  private final WorkflowClient client;
  private final EntityRepository entities;
  private final EntitySettlement entitySettlement;
  private final RunRepository runs;
  private final RunSettlement runSettlement;
  private final ForEachCalls forEachCalls;
  private final CallReports reports;
  private final Clock clock = Clock.systemUTC();

  /** Ends before this have been looked at; the first pass looks at all that Temporal remembers. */
  private Instant seen = Instant.EPOCH;

  OutsideEnds(
      WorkflowClient client,
      EntityRepository entities,
      EntitySettlement entitySettlement,
      RunRepository runs,
      RunSettlement runSettlement,
      ForEachCalls forEachCalls,
      CallReports reports) {
    this.client = client;
    this.entities = entities;
    this.entitySettlement = entitySettlement;
    this.runs = runs;
    this.runSettlement = runSettlement;
    this.forEachCalls = forEachCalls;
    this.reports = reports;
  }

  void settleAll() {
    Instant now = clock.instant();
    try (Stream<WorkflowExecutionMetadata> ends =
        client.listExecutions(ENDS + " AND CloseTime >= '%s'".formatted(seen))) {
      ends.forEach(end -> settle(kind(end.getWorkflowType()), end.getExecution().getWorkflowId()));
    }
    seen = now.minus(OVERLAP);
  }

  private static LiveKind kind(String workflowType) {
    return Stream.of(LiveKind.values())
        .filter(kind -> kind.workflowType().equals(workflowType))
        .findFirst()
        .orElseThrow();
  }

  /** Settles what still counts as live although its workflow has ended, or is gone. */
  void settle(LiveKind kind, String workflowId) {
    switch (kind) {
      case JOURNEY -> settleEntity(workflowId);
      case RUN, BATCH -> runs.liveIn(workflowId).forEach(this::settleRun);
      case FOR_EACH -> settleForEach(workflowId);
    }
  }

  private void settleEntity(String workflowId) {
    JourneyContract.entityId(workflowId)
        .flatMap(entities::find)
        .filter(entity -> !entity.status().isFinal())
        .ifPresent(entity -> end(entity.workflowId()).ifPresent(end -> cancelEntity(entity, end)));
  }

  private void cancelEntity(EntityRow entity, End end) {
    List<RunRow> open = runs.liveOf(entity.id());
    entitySettlement.cancel(entity.id(), ACTOR, "the journey's workflow " + end.how(), end.at());
    for (RunRow run : open) {
      if (run.isolation() == RunIsolation.INLINE) {
        runSettlement.settle(
            run.id(), RunStatus.CANCELLED, "the workflow of its journey " + end.how(), end.at());
      } else {
        cancelWorkflow(run.temporalWorkflowId(), "its journey was ended from outside");
      }
    }
  }

  private void cancelWorkflow(String workflowId, String why) {
    try {
      client.newUntypedWorkflowStub(workflowId).cancel(why);
    } catch (WorkflowNotFoundException closed) {
      // It has ended meanwhile.
    }
  }

  private void settleRun(RunRow run) {
    end(run.temporalWorkflowId()).ifPresent(end -> settleRun(run, end));
  }

  private void settleRun(RunRow run, End end) {
    String reason = "the run's workflow " + end.how();
    if (!runSettlement.settle(run.id(), end.status(), reason, end.at())) {
      return;
    }
    if (run.entityId() != null) {
      tellJourney(run, end.status(), reason);
    }
    if (run.config().has("caller")) {
      reports.ofRun(run.id(), null);
    }
  }

  /**
   * Signals the end to the journey: after a continue-as-new it is not the run's parent any more.
   */
  private void tellJourney(RunRow run, RunStatus status, String reason) {
    PathEnd end =
        new PathEnd(
            status, null, new StepFailure(FailureCode.RUN_CONTROL, reason), null, null, null);
    try {
      client
          .newWorkflowStub(JourneyWorkflow.class, JourneyContract.workflowId(run.entityId()))
          .pathEnded(new PathSignals.Ended(run.id(), run.uxNodeId(), run.flowId(), end));
    } catch (WorkflowNotFoundException closed) {
      // The journey has closed, and nobody waits for the report.
    }
  }

  private void settleForEach(String workflowId) {
    PathContract.callId(workflowId)
        .flatMap(forEachCalls::find)
        .ifPresent(call -> end(workflowId).ifPresent(end -> cutShort(call, end)));
  }

  private void cutShort(ForEachCalls.ForEachCall call, End end) {
    List<String> items = forEachCalls.liveItems(call);
    reports.cutShort(call, end.how());
    items.forEach(item -> cancelWorkflow(item, "the for_each that it belongs to has ended"));
  }

  /**
   * How a workflow ended.
   *
   * @param how goes on after the workflow's name
   * @param at on Temporal's clock
   */
  private record End(RunStatus status, String how, Instant at) {}

  /** Whether Temporal does not know the workflow, open or closed. */
  boolean isGone(String workflowId) {
    try {
      client.newUntypedWorkflowStub(workflowId).describe();
      return false;
    } catch (WorkflowNotFoundException gone) {
      return true;
    }
  }

  /** Empty while the newest run of the workflow is open: a reset starts another one. */
  private Optional<End> end(String workflowId) {
    WorkflowExecutionMetadata newest;
    try {
      newest = client.newUntypedWorkflowStub(workflowId).describe();
    } catch (WorkflowNotFoundException gone) {
      return Optional.of(new End(RunStatus.KILLED, "is gone from Temporal", clock.instant()));
    }
    Instant at = newest.getCloseTime();
    return switch (newest.getStatus()) {
      case WORKFLOW_EXECUTION_STATUS_RUNNING, WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW ->
          Optional.empty();
      case WORKFLOW_EXECUTION_STATUS_TERMINATED ->
          Optional.of(new End(RunStatus.KILLED, "was terminated in Temporal", at));
      case WORKFLOW_EXECUTION_STATUS_CANCELED ->
          Optional.of(new End(RunStatus.CANCELLED, "was cancelled in Temporal", at));
      case WORKFLOW_EXECUTION_STATUS_TIMED_OUT ->
          Optional.of(new End(RunStatus.FAILED, "timed out in Temporal", at));
      default -> Optional.of(new End(RunStatus.FAILED, "was ended from outside", at));
    };
  }
}
