package dev.stitch.launch.schedule;

import dev.stitch.launch.BulkLaunches;
import dev.stitch.launch.Launch;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.launch.schedule.ScheduleTarget.Started;
import dev.stitch.model.RunStatus;
import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.bulk.BulkRepository;
import dev.stitch.store.bulk.BulkStatus;
import dev.stitch.store.campaign.SequenceRuns;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.RunSettlement;
import dev.stitch.store.run.TriggerKind;
import dev.stitch.store.schedule.FireRepository;
import dev.stitch.store.schedule.ScheduleRepository;
import dev.stitch.store.schedule.ScheduledFire;
import dev.stitch.store.schedule.ScheduledJob;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Accepts what schedules are due to start, and ends it again. */
@Singleton
public class ScheduledRuns {

  private final Database database;
  private final ScheduleRepository schedules;
  private final FireRepository fires;
  private final ScheduleTargets targets;
  private final Launcher launcher;
  private final RunRepository runs;
  private final RunSettlement settlement;
  private final BulkRepository operations;
  private final SequenceRuns sequences;
  private final Clock clock = Clock.systemUTC();

  ScheduledRuns(
      Database database,
      ScheduleRepository schedules,
      FireRepository fires,
      ScheduleTargets targets,
      Launcher launcher,
      RunRepository runs,
      RunSettlement settlement,
      BulkRepository operations,
      SequenceRuns sequences) {
    this.database = database;
    this.schedules = schedules;
    this.fires = fires;
    this.targets = targets;
    this.launcher = launcher;
    this.runs = runs;
    this.settlement = settlement;
    this.operations = operations;
    this.sequences = sequences;
  }

  /**
   * Accepts what is due at a time, unless that was done: the time and what it starts are one
   * commit. A refusal is kept with the time.
   *
   * @param version of the settings that Temporal had
   * @return whether there is a run of this time
   */
  public boolean accept(UUID scheduleId, Instant time, long version) {
    try {
      database
          .transaction(() -> begin(scheduleId, time, version))
          .ifPresent(launcher::startOrLeave);
    } catch (Refusal refused) {
      refuse(scheduleId, time, refused.getMessage());
    }
    return fires
        .find(scheduleId, time)
        .filter(fire -> fire.outcome() == ScheduledFire.Outcome.ACCEPTED)
        .isPresent();
  }

  /** Keeps why a time has no run. */
  public void refuse(UUID scheduleId, Instant time, String reason) {
    fires.refuse(scheduleId, time, reason);
  }

  private Optional<Launch> begin(UUID scheduleId, Instant time, long version) {
    // Shared, so that it is neither changed nor deleted before what it starts is written.
    Optional<ScheduledJob> found = schedules.findForShare(scheduleId);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ScheduledJob job = found.get();
    if (job.settings().paused() && version < job.version()) {
      throw Refusal.conflict("The schedule was paused before Temporal could be told.");
    }
    if (job.applied().problem() != null && version < job.version()) {
      // Temporal goes on with the times of before, which were never those of this target.
      throw Refusal.conflict("The schedule was changed since. " + job.applied().problem());
    }
    if (!fires.take(scheduleId, time)) {
      return Optional.empty();
    }
    Started started =
        targets.start(job.settings().kind(), job.settings().target(), origin(job, time));
    fires.started(scheduleId, time, started.runId(), started.bulkOperationId());
    return started.launch();
  }

  private static RunOrigin origin(ScheduledJob job, Instant time) {
    return new RunOrigin(
        "schedule:" + job.settings().name(),
        TriggerKind.SCHEDULED,
        Jsonb.object().put("scheduleId", job.id().toString()).put("fireTime", time.toString()));
  }

  /** Whether what a time has started has ended, or is gone. */
  public boolean hasEnded(UUID scheduleId, Instant time) {
    return fires.find(scheduleId, time).map(ScheduledFire::hasEnded).orElse(true);
  }

  /** Asks what a time has started to end; what has not begun never does. */
  public void cancel(UUID scheduleId, Instant time) {
    fires
        .find(scheduleId, time)
        .filter(fire -> !fire.hasEnded())
        .ifPresent(
            fire -> {
              if (fire.bulkOperationId() != null) {
                cancelOperation(fire.bulkOperationId(), fire.runId());
              } else if (fire.runId() != null) {
                runs.find(fire.runId()).ifPresent(this::cancelRun);
              }
            });
  }

  /**
   * Started if it is not, so that it hears it. One that has enrolled everybody is over, while those
   * who have not begun may wait for their template: they never do then.
   */
  private void cancelOperation(UUID operationId, @Nullable UUID parentRun) {
    if (launcher.startWith(BulkLaunches.of(operationId), "cancel")) {
      operations.become(operationId, BulkStatus.CANCELLED, null);
    } else if (parentRun != null) {
      database.transaction(
          () -> {
            sequences.endUnbegun(operationId, "cancelled");
            sequences.endParent(parentRun);
          });
    }
  }

  private void cancelRun(RunRow run) {
    String why = "its schedule was due again, and cancels what it has started before";
    if (!launcher.cancel(run.temporalWorkflowId(), why)) {
      settlement.settle(run.id(), RunStatus.CANCELLED, why, clock.instant());
    }
  }
}
