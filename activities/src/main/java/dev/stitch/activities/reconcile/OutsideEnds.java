package dev.stitch.activities.reconcile;

import dev.stitch.journey.JourneyContract;
import dev.stitch.journey.JourneyWorkflow;
import dev.stitch.journey.PathSignals;
import dev.stitch.machine.PathEnd;
import dev.stitch.step.FailureCode;
import dev.stitch.step.StepFailure;
import dev.stitch.store.journey.EntityRepository;
import dev.stitch.store.journey.EntityRow;
import dev.stitch.store.journey.EntitySettlement;
import dev.stitch.store.run.RunIsolation;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.RunSettlement;
import dev.stitch.store.run.RunStatus;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Settles rows whose workflow was terminated, cancelled hard, failed or timed out outside the API:
 * such a workflow could not write its end itself.
 */
@Singleton
public class OutsideEnds {

  /** Temporal's visibility store lags behind; ends are looked at again for this long. */
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  private static final String ACTOR = "operator";

  private final WorkflowClient client;
  private final EntityRepository entities;
  private final EntitySettlement entitySettlement;
  private final RunRepository runs;
  private final RunSettlement runSettlement;
  private final Clock clock = Clock.systemUTC();

  /** Ends before this have been looked at; the first pass looks at all that Temporal remembers. */
  private Instant seen = Instant.EPOCH;

  OutsideEnds(
      WorkflowClient client,
      EntityRepository entities,
      EntitySettlement entitySettlement,
      RunRepository runs,
      RunSettlement runSettlement) {
    this.client = client;
    this.entities = entities;
    this.entitySettlement = entitySettlement;
    this.runs = runs;
    this.runSettlement = runSettlement;
  }

  void settleAll() {
    Instant now = clock.instant();
    String query =
        "WorkflowType IN ('Journey', 'SystemFlow')"
            + " AND ExecutionStatus IN ('Terminated', 'TimedOut', 'Failed', 'Canceled')"
            + " AND CloseTime >= '%s'".formatted(seen);
    try (Stream<WorkflowExecutionMetadata> ends = client.listExecutions(query)) {
      ends.forEach(this::settle);
    }
    seen = now.minus(OVERLAP);
  }

  private void settle(WorkflowExecutionMetadata end) {
    String workflowId = end.getExecution().getWorkflowId();
    switch (end.getWorkflowType()) {
      case "Journey" -> settleEntity(workflowId);
      default -> runs.liveIn(workflowId).forEach(run -> settleRun(run, end.getStatus()));
    }
  }

  private void settleEntity(String workflowId) {
    JourneyContract.entityId(workflowId)
        .flatMap(entities::find)
        .filter(entity -> !entity.status().isFinal() && stillClosed(entity.workflowId()))
        .ifPresent(this::cancelEntity);
  }

  private void cancelEntity(EntityRow entity) {
    List<RunRow> open = runs.liveOf(entity.id());
    entitySettlement.cancel(entity.id(), ACTOR, "the journey's workflow was ended from outside");
    for (RunRow run : open) {
      if (run.isolation() == RunIsolation.INLINE) {
        runSettlement.settle(run.id(), RunStatus.CANCELLED, "its journey was ended from outside");
      } else {
        cancelWorkflow(run.temporalWorkflowId());
      }
    }
  }

  private void cancelWorkflow(String workflowId) {
    try {
      client.newUntypedWorkflowStub(workflowId).cancel("its journey was ended from outside");
    } catch (WorkflowNotFoundException closed) {
      // It has ended meanwhile.
    }
  }

  private void settleRun(RunRow run, WorkflowExecutionStatus status) {
    if (!stillClosed(run.temporalWorkflowId())) {
      return;
    }
    RunStatus settled =
        switch (status) {
          case WORKFLOW_EXECUTION_STATUS_TERMINATED -> RunStatus.KILLED;
          case WORKFLOW_EXECUTION_STATUS_CANCELED -> RunStatus.CANCELLED;
          default -> RunStatus.FAILED;
        };
    String reason = "the run's workflow was ended from outside";
    if (runSettlement.settle(run.id(), settled, reason) && run.entityId() != null) {
      tellJourney(run, settled, reason);
    }
  }

  /** A journey that continued as new since is not the run's parent any more: it needs telling. */
  private void tellJourney(RunRow run, RunStatus status, String reason) {
    PathEnd end =
        new PathEnd(
            dev.stitch.machine.RunStatus.valueOf(status.name()),
            null,
            new StepFailure(FailureCode.RUN_CONTROL, reason),
            null,
            null,
            null);
    try {
      client
          .newWorkflowStub(JourneyWorkflow.class, JourneyContract.workflowId(run.entityId()))
          .pathEnded(new PathSignals.Ended(run.id(), run.uxNodeId(), run.flowId(), end));
    } catch (WorkflowNotFoundException closed) {
      // A journey that is closed needs telling nothing.
    }
  }

  /** Whether the newest run of the workflow is closed: a reset starts another one. */
  private boolean stillClosed(String workflowId) {
    try {
      return client.newUntypedWorkflowStub(workflowId).describe().getStatus()
          != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException gone) {
      return true;
    }
  }
}
