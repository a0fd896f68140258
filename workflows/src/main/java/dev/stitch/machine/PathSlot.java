package dev.stitch.machine;

import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One mapped flow at the journey's present stage.
 *
 * @param uxNodeId the UX node it was mapped to; a migration may rename the stage under it
 * @param visit the entity's visit to that node
 * @param runId its latest run
 * @param firstRunId the first run of its retry chain
 * @param retries how many retries there were
 * @param execution rises with each retry from the start
 * @param status {@code PENDING} until started
 * @param inline the run's state when it runs inside the journey, else null
 * @param waitingOn what a child path said it waits for
 * @param taskId the open task that says it failed, or null
 * @param resume what a retry from the failed step takes over, or null
 * @param startedBy who had it begin, or null when the journey itself does
 */
public record PathSlot(
    String uxNodeId,
    int visit,
    UUID runId,
    UUID firstRunId,
    @Nullable UUID retryOf,
    MappedFlow flow,
    int retries,
    int execution,
    RunStatus status,
    @Nullable PathState inline,
    List<WaitingOn> waitingOn,
    @Nullable UUID taskId,
    @Nullable String failedNodeId,
    @Nullable StepFailure failure,
    @Nullable ResumePoint resume,
    @Nullable String startedBy) {

  public PathSlot {
    waitingOn = List.copyOf(waitingOn);
  }

  boolean live() {
    return status == RunStatus.RUNNING || status == RunStatus.PAUSED;
  }

  /** Ended otherwise than completed: a person decides what follows. */
  boolean needsPerson() {
    return status.isFinal() && status != RunStatus.COMPLETED;
  }
}
