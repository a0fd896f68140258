package dev.stitch.api.connection;

import dev.stitch.launch.Launcher;
import dev.stitch.store.run.RunRepository;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs that wait for a connection to be connected again. */
@Singleton
class WaitingRuns {

  private static final Logger LOG = LoggerFactory.getLogger(WaitingRuns.class);

  private final RunRepository runs;
  private final Launcher launcher;

  WaitingRuns(RunRepository runs, Launcher launcher) {
    this.runs = runs;
    this.launcher = launcher;
  }

  /**
   * Has the runs of a connection look at once whether they can go on. One that is not reached looks
   * by itself within five minutes.
   */
  void lookAgain(UUID connectionId) {
    for (String workflowId : runs.batchesOf(connectionId)) {
      try {
        launcher.signal(workflowId, "lookAgain");
      } catch (RuntimeException e) {
        LOG.warn("Workflow {} could not be told of its connection", workflowId, e);
      }
    }
  }
}
