package dev.stitch.machine;

import java.util.List;
import java.util.UUID;

/** The states a slot goes through. */
final class Slots {

  private Slots() {}

  /** The first run of a flow that is mapped to the stage, not yet started. */
  static PathSlot planned(UUID entityId, String uxNodeId, int visit, MappedFlow flow) {
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
        null);
  }

  static PathSlot running(PathSlot slot, PathState inline) {
    return with(slot, RunStatus.RUNNING, inline, List.of());
  }

  static PathSlot inline(PathSlot slot, PathState inline) {
    return with(slot, slot.status(), inline, List.of());
  }

  static PathSlot waitingOn(PathSlot slot, List<WaitingOn> waitingOn) {
    return with(slot, slot.status(), slot.inline(), waitingOn);
  }

  static PathSlot ended(PathSlot slot, PathEnd end, UUID taskId) {
    return new PathSlot(
        slot.uxNodeId(),
        slot.visit(),
        slot.runId(),
        slot.firstRunId(),
        slot.retryOf(),
        slot.flow(),
        slot.retries(),
        slot.execution(),
        end.status(),
        null,
        List.of(),
        taskId,
        end.failedNodeId(),
        end.failure(),
        end.status() == RunStatus.COMPLETED ? null : end.resume());
  }

  /** The next run of the chain, not yet started. */
  static PathSlot retried(PathSlot slot, PlanVersion plan, int execution, ResumePoint resume) {
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
        resume);
  }

  private static PathSlot with(
      PathSlot slot, RunStatus status, PathState inline, List<WaitingOn> waitingOn) {
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
        slot.resume());
  }
}
