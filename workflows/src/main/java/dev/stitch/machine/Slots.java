package dev.stitch.machine;

import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The states a slot goes through. */
final class Slots {

  private Slots() {}

  /** The first run of a flow that is mapped to the stage, not yet started. */
  static PathSlot planned(
      UUID entityId, String uxNodeId, int visit, MappedFlow flow, @Nullable String startedBy) {
    UUID runId = DerivedId.of(entityId, "run", uxNodeId, visit, flow.systemFlowId());
    return new PathSlot(
        uxNodeId,
        visit,
        runId,
        runId,
        null,
        flow,
        0,
        1,
        RunStatus.PENDING,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        startedBy);
  }

  static PathSlot running(PathSlot slot, @Nullable PathState inline) {
    return with(slot, RunStatus.RUNNING, inline, List.of());
  }

  static PathSlot inline(PathSlot slot, PathState inline) {
    return with(slot, slot.status(), inline, List.of());
  }

  static PathSlot waitingOn(PathSlot slot, List<WaitingOn> waitingOn) {
    return with(slot, slot.status(), slot.inline(), waitingOn);
  }

  static PathSlot completed(PathSlot slot) {
    return ended(slot, RunStatus.COMPLETED, null, null, null, null);
  }

  /**
   * Ended otherwise than completed. What it changed in the metadata is the journey's by now, and no
   * more part of what a retry takes over: it would overwrite what others changed since.
   */
  static PathSlot failed(PathSlot slot, PathEnd end, StepFailure failure, UUID taskId) {
    ResumePoint kept =
        end.resume() == null
            ? null
            : new ResumePoint(
                end.resume().planHash(), end.resume().nodes(), null, end.resume().consumed());
    return ended(slot, end.status(), taskId, end.failedNodeId(), failure, kept);
  }

  private static PathSlot ended(
      PathSlot slot,
      RunStatus status,
      @Nullable UUID taskId,
      @Nullable String failedNodeId,
      @Nullable StepFailure failure,
      @Nullable ResumePoint resume) {
    return new PathSlot(
        slot.uxNodeId(),
        slot.visit(),
        slot.runId(),
        slot.firstRunId(),
        slot.retryOf(),
        slot.flow(),
        slot.retries(),
        slot.execution(),
        status,
        null,
        List.of(),
        taskId,
        failedNodeId,
        failure,
        resume,
        slot.startedBy());
  }

  /** The next run of the chain, not yet started. */
  static PathSlot retried(
      PathSlot slot, PlanVersion plan, int execution, @Nullable ResumePoint resume) {
    MappedFlow flow = slot.flow();
    int retries = slot.retries() + 1;
    UUID runId = DerivedId.of(slot.firstRunId(), "retry", retries);
    return new PathSlot(
        slot.uxNodeId(),
        slot.visit(),
        runId,
        slot.firstRunId(),
        slot.runId(),
        new MappedFlow(
            flow.systemFlowId(),
            flow.name(),
            plan,
            flow.position(),
            flow.input(),
            flow.isolation()),
        retries,
        execution,
        RunStatus.PENDING,
        null,
        List.of(),
        null,
        null,
        null,
        resume,
        null);
  }

  private static PathSlot with(
      PathSlot slot, RunStatus status, @Nullable PathState inline, List<WaitingOn> waitingOn) {
    return new PathSlot(
        slot.uxNodeId(),
        slot.visit(),
        slot.runId(),
        slot.firstRunId(),
        slot.retryOf(),
        slot.flow(),
        slot.retries(),
        slot.execution(),
        status,
        inline,
        waitingOn,
        slot.taskId(),
        slot.failedNodeId(),
        slot.failure(),
        slot.resume(),
        slot.startedBy());
  }
}
