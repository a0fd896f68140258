package dev.stitch.activities.campaign;

import dev.stitch.activities.bulk.SideBySide;
import dev.stitch.driver.RunSignals;
import dev.stitch.launch.Launch;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.RunLauncher;
import dev.stitch.launch.SequenceLauncher;
import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.ResumeMode;
import dev.stitch.machine.TimerMode;
import dev.stitch.model.RunStatus;
import dev.stitch.store.campaign.SequenceRuns;
import dev.stitch.store.campaign.SequenceRuns.Enrolled;
import dev.stitch.store.campaign.SequenceRuns.Reached;
import dev.stitch.store.campaign.SequenceRuns.Unwanted;
import dev.stitch.store.run.RunSettlement;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Begins, holds, releases and ends the runs of many enrollments side by side. */
@Singleton
class SequenceBatch {

  private final SequenceLauncher sequenceLauncher;
  private final Launcher launcher;
  private final SequenceRuns sequences;
  private final RunSettlement settlement;
  private final Clock clock = Clock.systemUTC();

  SequenceBatch(
      SequenceLauncher sequenceLauncher,
      Launcher launcher,
      SequenceRuns sequences,
      RunSettlement settlement) {
    this.sequenceLauncher = sequenceLauncher;
    this.launcher = launcher;
    this.sequences = sequences;
    this.settlement = settlement;
  }

  /** Begins those of a template's enrollments that may begin now. */
  void begin(UUID templateId, Collection<Enrolled> enrolled, Runnable eachTime) {
    List<Launch> launches =
        sequenceLauncher.begin(templateId, enrolled.stream().map(Enrolled::id).toList());
    SideBySide.countRefused(launches, launcher::start, eachTime);
    List<UUID> operations =
        enrolled.stream()
            .map(Enrolled::bulkOperationId)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    if (!operations.isEmpty()) {
      sequences.count(operations);
    }
  }

  /** Has the runs of these enrollments wait until the template goes on. */
  void pause(Collection<Enrolled> enrolled, Runnable eachTime) {
    tell(enrolled, "pause", new RunSignals.Pause(PauseOwner.TEMPLATE, TimerMode.FREEZE), eachTime);
  }

  /** Has the runs of these enrollments go on, unless somebody else holds them. */
  void resume(Collection<Enrolled> enrolled, Runnable eachTime) {
    tell(
        enrolled,
        "resume",
        new RunSignals.Resume(PauseOwner.TEMPLATE, ResumeMode.CONTINUE),
        eachTime);
  }

  private void tell(
      Collection<Enrolled> enrolled, String signal, Object argument, Runnable eachTime) {
    List<UUID> runIds = enrolled.stream().map(Enrolled::runId).filter(Objects::nonNull).toList();
    SideBySide.countRefused(sequences.live(runIds), run -> tell(run, signal, argument), eachTime);
  }

  private boolean tell(Reached run, String signal, Object argument) {
    return run.again() == null
        ? launcher.signal(run.workflowId(), signal, argument)
        // It may not have begun yet, and would miss the signal.
        : launcher.startWith(RunLauncher.again(run.again()), signal, argument);
  }

  /** Ends runs whose enrollment has ended. */
  void cancel(Collection<Unwanted> runs, Runnable eachTime) {
    SideBySide.countRefused(runs, this::cancel, eachTime);
  }

  private boolean cancel(Unwanted run) {
    String reason = "its enrollment has ended";
    return launcher.cancel(run.workflowId(), reason)
        || settlement.settle(run.runId(), RunStatus.CANCELLED, reason, clock.instant());
  }
}
