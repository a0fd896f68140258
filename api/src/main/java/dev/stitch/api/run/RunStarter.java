package dev.stitch.api.run;

import dev.stitch.api.http.Accepted;
import dev.stitch.api.temporal.TemporalUi;
import dev.stitch.launch.Launch;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.RunLauncher;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.model.RunStatus;
import dev.stitch.port.PathArguments;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.UUID;

/** Accepts a direct run in the database, and starts its workflow once that is committed. */
@Singleton
class RunStarter {

  private final RunLauncher runs;
  private final Launcher launcher;
  private final TemporalUi temporal;

  RunStarter(RunLauncher runs, Launcher launcher, TemporalUi temporal) {
    this.runs = runs;
    this.launcher = launcher;
    this.temporal = temporal;
  }

  /** Takes part in the surrounding transaction. */
  Accepted<RunAccepted> accept(PathArguments run) {
    return accepted(run.runId(), runs.accept(run, null));
  }

  /** The answer about a run that was accepted. */
  Accepted<RunAccepted> accepted(AcceptedRun run) {
    return accepted(run.runId(), run.launch());
  }

  /** The answer about a run whose row is written. */
  Accepted<RunAccepted> accepted(UUID runId, Launch launch) {
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        new RunAccepted(
            runId, launch.workflowId(), RunStatus.PENDING, temporal.url(launch.workflowId())),
        URI.create("/api/workflows/" + runId),
        () -> launcher.startOrLeave(launch));
  }
}
