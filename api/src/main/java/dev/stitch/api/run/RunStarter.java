package dev.stitch.api.run;

import dev.stitch.api.http.Accepted;
import dev.stitch.api.temporal.TemporalUi;
import dev.stitch.launch.Launch;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.model.RunStatus;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;

/** Answers about direct runs, and starts them once they are committed. */
@Singleton
class RunStarter {

  private final Launcher launcher;
  private final TemporalUi temporal;

  RunStarter(Launcher launcher, TemporalUi temporal) {
    this.launcher = launcher;
    this.temporal = temporal;
  }

  /** The answer about a run whose row is written. */
  Accepted<RunAccepted> accepted(AcceptedRun run) {
    Launch launch = run.launch();
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        new RunAccepted(
            run.runId(), launch.workflowId(), RunStatus.PENDING, temporal.url(launch.workflowId())),
        URI.create("/api/workflows/" + run.runId()),
        () -> launcher.startOrLeave(launch));
  }
}
