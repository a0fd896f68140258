package dev.stitch.api.run;

import dev.stitch.api.http.Accepted;
import dev.stitch.api.temporal.TemporalUi;
import dev.stitch.launch.BatchLauncher;
import dev.stitch.launch.Launcher;
import dev.stitch.model.RunStatus;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;

/** Answers about runs that work off many items, and starts them once they are committed. */
@Singleton
public class BatchStarter {

  private final Launcher launcher;
  private final TemporalUi temporal;

  BatchStarter(Launcher launcher, TemporalUi temporal) {
    this.launcher = launcher;
    this.temporal = temporal;
  }

  /** The answer about a run whose row is written. */
  public Accepted<RunAccepted> accepted(BatchLauncher.Accepted run) {
    String workflowId = run.launch().workflowId();
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        new RunAccepted(run.runId(), workflowId, RunStatus.RUNNING, temporal.url(workflowId)),
        URI.create("/api/workflows/" + run.runId()),
        () -> launcher.startOrLeave(run.launch()));
  }
}
