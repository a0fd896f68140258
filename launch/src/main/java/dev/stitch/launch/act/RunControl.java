package dev.stitch.launch.act;

import dev.stitch.launch.request.Refusal;
import dev.stitch.machine.Act;
import dev.stitch.machine.ControlRunAct;
import dev.stitch.machine.ResumeMode;
import dev.stitch.machine.RunAct;
import dev.stitch.machine.SkipAct;
import dev.stitch.machine.TimerMode;
import dev.stitch.model.RunFamily;
import dev.stitch.model.RunStatus;
import dev.stitch.store.run.RunIsolation;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.RunSettlement;
import io.micronaut.core.annotation.Nullable;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Pauses, resumes, cancels and kills runs, and has them go past a step. One that is a workflow of
 * its own is acted on itself, and terminated to be killed; one that runs inside its journey is
 * reached through the journey, and one that counts for a bulk operation through that.
 */
@Singleton
public class RunControl {

  private final RunRepository rows;
  private final Runs runs;
  private final RunSettlement settlement;
  private final Journeys journeys;
  private final RunEnds ends;
  private final BulkControl operations;
  private final WorkflowClient client;

  RunControl(
      RunRepository rows,
      Runs runs,
      RunSettlement settlement,
      Journeys journeys,
      RunEnds ends,
      BulkControl operations,
      WorkflowClient client) {
    this.rows = rows;
    this.runs = runs;
    this.settlement = settlement;
    this.journeys = journeys;
    this.ends = ends;
    this.operations = operations;
    this.client = client;
  }

  public void pause(UUID id, String actId, String actor, @Nullable TimerMode timers) {
    RunRow run = row(id);
    Optional<UUID> operation = operation(run);
    if (operation.isPresent()) {
      operations.pause(operation.get());
    } else if (inline(run)) {
      inJourney(
          run, new ControlRunAct(actId, actor, id, ControlRunAct.Control.PAUSE, timers, null));
    } else {
      runs.act(run, new RunAct.Pause(actId, actor, timers));
    }
  }

  public void resume(UUID id, String actId, String actor, @Nullable ResumeMode mode) {
    RunRow run = row(id);
    Optional<UUID> operation = operation(run);
    if (operation.isPresent()) {
      operations.resume(operation.get());
    } else if (inline(run)) {
      inJourney(run, new ControlRunAct(actId, actor, id, ControlRunAct.Control.RESUME, null, mode));
    } else {
      runs.act(run, new RunAct.Resume(actId, actor, mode));
    }
  }

  /**
   * @param nodeId the step to go past, or null for the one that waits or else runs
   */
  public void skip(UUID id, String actId, String actor, @Nullable String nodeId) {
    RunRow run = row(id);
    if (operation(run).isPresent()) {
      throw Refusal.conflict("Run " + id + " counts for a bulk operation and has no steps.");
    }
    boolean ended = run.status().isFinal();
    if (inline(run) || (ended && RunRetries.belongsToJourney(run))) {
      // Past a step that failed, its journey goes on with a new run.
      inJourney(run, new SkipAct(actId, actor, id, nodeId));
    } else {
      runs.act(run, new RunAct.Skip(actId, actor, nodeId));
    }
  }

  public void cancel(UUID id, String actId, String actor) {
    RunRow run = row(id);
    Optional<UUID> operation = operation(run);
    if (operation.isPresent()) {
      operations.cancel(operation.get());
    } else if (inline(run)) {
      inJourney(run, new ControlRunAct(actId, actor, id, ControlRunAct.Control.CANCEL));
    } else if (!runs.actIfThere(run, new RunAct.Cancel(actId, actor))) {
      String reason = "cancelled by " + actor + " when it had no workflow";
      if (settlement.settle(id, RunStatus.CANCELLED, reason, Instant.now())) {
        ends.tellJourney(run, RunStatus.CANCELLED, reason);
      }
    }
  }

  public void kill(UUID id, String actId, String actor) {
    RunRow run = row(id);
    if (operation(run).isPresent()) {
      // It has no workflow of its own that could be terminated.
      cancel(id, actId, actor);
    } else if (inline(run)) {
      inJourney(run, new ControlRunAct(actId, actor, id, ControlRunAct.Control.KILL));
    } else {
      terminate(run, "killed by " + actor);
    }
  }

  private void terminate(RunRow run, String reason) {
    requireNotEnded(run);
    try {
      workflow(run).terminate(reason);
    } catch (WorkflowNotFoundException none) {
      // It has ended, or never began: in both cases nothing writes to the row any more.
    }
    if (settlement.settle(run.id(), RunStatus.KILLED, reason, closedAt(run))) {
      ends.tellJourney(run, RunStatus.KILLED, reason);
    }
  }

  private RunRow row(UUID id) {
    return rows.find(id).orElseThrow(() -> Refusal.notFound("run", id));
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

  private static void requireNotEnded(RunRow run) {
    if (run.status().isFinal()) {
      throw Refusal.conflict("Run " + run.id() + " is " + run.status().word() + " already.");
    }
  }

  /** The bulk operation that a run only counts for; empty for all other runs. */
  private static Optional<UUID> operation(RunRow run) {
    return Optional.ofNullable(run.temporalWorkflowId())
        .flatMap(RunFamily.BULK::key)
        .map(UUID::fromString);
  }

  private static boolean inline(RunRow run) {
    return run.isolation() == RunIsolation.INLINE;
  }

  private void inJourney(RunRow run, Act act) {
    try {
      journeys.act(run.entityId(), act);
    } catch (Refusal | UnansweredException refused) {
      // A journey no longer knows the runs of stages that it has left: their rows say more.
      requireNotEnded(row(run.id()));
      throw refused;
    }
  }

  private WorkflowStub workflow(RunRow run) {
    return client.newUntypedWorkflowStub(run.temporalWorkflowId());
  }
}
