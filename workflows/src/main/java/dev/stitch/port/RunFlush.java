package dev.stitch.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.machine.StepRecord;
import dev.stitch.machine.TaskChange;
import dev.stitch.machine.WaitingOn;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One flush of a run of any family, whose row was committed before it was started. An older flush
 * than the last that was written changes nothing.
 *
 * @param temporalRunId the workflow's run
 * @param steps those that changed since the last flush
 * @param tasks human tasks that opened or closed since the last flush
 * @param openTasks the human tasks that are open after it: what a run before a reset had asked
 *     besides is withdrawn
 * @param now workflow time
 */
public record RunFlush(
    Fence fence,
    UUID runId,
    String temporalRunId,
    Progress progress,
    List<StepRecord> steps,
    List<TaskChange> tasks,
    Set<UUID> openTasks,
    Instant now) {

  public RunFlush {
    Objects.requireNonNull(fence, "fence");
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(temporalRunId, "temporalRunId");
    Objects.requireNonNull(progress, "progress");
    steps = List.copyOf(steps);
    tasks = List.copyOf(tasks);
    openTasks = Set.copyOf(openTasks);
    Objects.requireNonNull(now, "now");
  }

  /**
   * Where the run stands.
   *
   * @param nextStepIndex the next step's index; recorded steps from there on are of a task that was
   *     lost
   * @param result null until it has one
   * @param failure why it failed, or null
   * @param startedAt null until it has begun
   * @param completedAt null until it has ended
   * @param waitingOn what holds it; null for a family whose steps tell
   */
  public record Progress(
      RunStatus status,
      Counters counters,
      int nextStepIndex,
      @Nullable JsonNode result,
      @Nullable StepFailure failure,
      @Nullable Instant startedAt,
      @Nullable Instant completedAt,
      @Nullable List<WaitingOn> waitingOn) {

    /** Of a family whose activities write its steps: all that are there stay. */
    public static final int ALL_STEPS_STAY = Integer.MAX_VALUE;

    public Progress {
      Objects.requireNonNull(status, "status");
      Objects.requireNonNull(counters, "counters");
      waitingOn = waitingOn == null ? null : List.copyOf(waitingOn);
    }
  }

  /**
   * Counts of what the run works through.
   *
   * @param processed the sum of the other three
   */
  public record Counters(int total, int processed, int success, int skipped, int error) {

    /** Of a run whose counts its activities write: they stay as they are. */
    public static final Counters NONE = new Counters(0, 0, 0, 0, 0);
  }
}
