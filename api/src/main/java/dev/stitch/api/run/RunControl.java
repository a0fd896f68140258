package dev.stitch.api.run;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Polling;
import dev.stitch.api.journey.Journeys;
import dev.stitch.flow.RunSignals;
import dev.stitch.flow.SystemFlowWorkflow;
import dev.stitch.machine.Act;
import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.ResumeMode;
import dev.stitch.machine.TimerMode;
import dev.stitch.store.run.RunIsolation;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.RunSettlement;
import dev.stitch.store.run.RunStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Pauses, resumes, cancels and kills runs. A run that is a workflow of its own is reached by
 * Temporal's means; one that runs inside its journey through the journey.
 */
@Singleton
class RunControl {

  /** A worker takes some milliseconds to obey; a person is not kept waiting for longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RunViews runs;
  private final RunSettlement settlement;
  private final Journeys journeys;
  private final RunEnds ends;
  private final WorkflowClient client;

  RunControl(
      RunViews runs,
      RunSettlement settlement,
      Journeys journeys,
      RunEnds ends,
      WorkflowClient client) {
    this.runs = runs;
    this.settlement = settlement;
    this.journeys = journeys;
    this.ends = ends;
    this.client = client;
  }

  RunView pause(UUID id, String actId, String actor, TimerMode timers) {
    RunRow run = allowed(id, status -> status == RunStatus.RUNNING, "paused");
    if (inline(run)) {
      return inJourney(
          run, new Act.ControlRun(actId, actor, id, Act.RunControl.PAUSE, timers, null));
    }
    tell(run, stub -> stub.pause(new RunSignals.Pause(PauseOwner.RUN, timers)));
    return awaited(id, status -> status != RunStatus.RUNNING);
  }

  RunView resume(UUID id, String actId, String actor, ResumeMode mode) {
    RunRow run = allowed(id, status -> status == RunStatus.PAUSED, "resumed");
    if (inline(run)) {
      return inJourney(
          run, new Act.ControlRun(actId, actor, id, Act.RunControl.RESUME, null, mode));
    }
    tell(run, stub -> stub.resume(new RunSignals.Resume(PauseOwner.RUN, mode)));
    return awaited(id, status -> status != RunStatus.PAUSED);
  }

  RunView cancel(UUID id, String actId, String actor) {
    RunRow run = allowed(id, status -> !status.isFinal(), "cancelled");
    if (inline(run)) {
      return inJourney(run, new Act.ControlRun(actId, actor, id, Act.RunControl.CANCEL));
    }
    try {
      workflow(run).cancel("cancelled by " + actor);
    } catch (WorkflowNotFoundException none) {
      String reason = "cancelled by " + actor + " when it had no workflow";
      if (settlement.settle(id, RunStatus.CANCELLED, reason, Instant.now())) {
        ends.tellJourney(run, dev.stitch.machine.RunStatus.CANCELLED, reason);
      }
    }
    return awaited(id, RunStatus::isFinal);
  }

  RunView kill(UUID id, String actId, String actor) {
    RunRow run = allowed(id, status -> !status.isFinal(), "killed");
    if (inline(run)) {
      return inJourney(run, new Act.ControlRun(actId, actor, id, Act.RunControl.KILL));
    }
    String reason = "killed by " + actor;
    try {
      workflow(run).terminate(reason);
    } catch (WorkflowNotFoundException none) {
      // It has ended, or never began: in both cases nothing writes to the row any more.
    }
    if (settlement.settle(id, RunStatus.KILLED, reason, closedAt(run))) {
      ends.tellJourney(run, dev.stitch.machine.RunStatus.KILLED, reason);
    }
    return runs.get(id);
  }

  /** When its workflow ended, on Temporal's clock: what it wrote before comes too late. */
  private Instant closedAt(RunRow run) {
    try {
      Instant closed = workflow(run).describe().getCloseTime();
      return closed == null ? Instant.now() : closed;
    } catch (WorkflowNotFoundException none) {
      return Instant.now();
    }
  }

  private RunRow allowed(UUID id, Predicate<RunStatus> statuses, String wanted) {
    RunRow run = runs.row(id);
    if (!statuses.test(run.status())) {
      throw ApiProblem.conflict(
          "Run " + id + " is " + run.status().word() + " and cannot be " + wanted + ".");
    }
    return run;
  }

  private static boolean inline(RunRow run) {
    return run.isolation() == RunIsolation.INLINE;
  }

  private RunView inJourney(RunRow run, Act.ControlRun act) {
    journeys.act(run.entityId(), act);
    return runs.get(run.id());
  }

  private void tell(RunRow run, Consumer<SystemFlowWorkflow> signal) {
    try {
      signal.accept(client.newWorkflowStub(SystemFlowWorkflow.class, run.temporalWorkflowId()));
    } catch (WorkflowNotFoundException ended) {
      throw ApiProblem.conflict("Run " + run.id() + " has just ended.");
    }
  }

  private WorkflowStub workflow(RunRow run) {
    return client.newUntypedWorkflowStub(run.temporalWorkflowId());
  }

  /** The run once it is as wanted; as it is when the worker takes longer. */
  private RunView awaited(UUID id, Predicate<RunStatus> wanted) {
    Polling.until(PATIENCE, () -> wanted.test(runs.row(id).status()));
    return runs.get(id);
  }
}
