package dev.stitch.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PlanVersion;
import dev.stitch.machine.ResumePoint;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run of a system flow's graph begins with.
 *
 * @param firstRunId the first run of the retry chain; part of every effect key
 * @param name shown in lists
 * @param flowId the flow whose graph it runs, or null for a template's
 * @param input what CEL sees as {@code input}
 * @param trigger what CEL sees as {@code trigger}; kept in the run's row
 * @param triggerKind {@code journey, user, api, …}: see the run's row
 * @param entityId the entity it runs for, or null
 * @param uxNodeId the UX node it runs at, or null
 * @param visit the entity's visit to that node, or null in a direct run
 * @param execution rises by one with each retry from the start
 * @param resume what a retry from the failed step takes over, or null
 * @param journeyWorkflowId the journey to report waits to, or null
 * @param reportEnd whether the end is reported to that journey by signal, not as a child's result
 * @param caller the run that called it and is told of its end, or null
 * @param carried the state before continue-as-new, or null
 * @param events what arrived in the stage before the path began, oldest first
 */
public record PathArguments(
    UUID runId,
    UUID firstRunId,
    @Nullable UUID retryOf,
    String name,
    @Nullable UUID flowId,
    PlanVersion plan,
    @Nullable JsonNode input,
    @Nullable JsonNode trigger,
    String triggerKind,
    @Nullable String startedBy,
    @Nullable UUID entityId,
    @Nullable UUID contactId,
    @Nullable String uxNodeId,
    @Nullable Integer visit,
    int execution,
    @Nullable JsonNode metadata,
    @Nullable ResumePoint resume,
    boolean paused,
    @Nullable String journeyWorkflowId,
    boolean reportEnd,
    @Nullable RunCaller caller,
    @Nullable PathState carried,
    List<ExternalEvent> events) {

  public PathArguments {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(firstRunId, "firstRunId");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(triggerKind, "triggerKind");
    events = events == null ? List.of() : List.copyOf(events);
  }

  /** The same run after a continue-as-new. */
  public PathArguments carrying(PathState state, @Nullable String journeyId, boolean bySignal) {
    return new PathArguments(
        runId,
        firstRunId,
        retryOf,
        name,
        flowId,
        plan,
        null,
        null,
        triggerKind,
        startedBy,
        entityId,
        contactId,
        uxNodeId,
        visit,
        execution,
        null,
        null,
        false,
        journeyId,
        bySignal,
        caller,
        state,
        List.of());
  }

  /**
   * The input of a new direct run in place of this one, in the same retry chain; nobody calls it.
   */
  public PathArguments retried(
      UUID newRunId,
      PlanVersion newPlan,
      int newExecution,
      ResumePoint newResume,
      String newStartedBy) {
    return new PathArguments(
        newRunId,
        firstRunId,
        runId,
        name,
        flowId,
        newPlan,
        input,
        trigger,
        triggerKind,
        newStartedBy,
        entityId,
        contactId,
        uxNodeId,
        visit,
        newExecution,
        metadata,
        newResume,
        false,
        journeyWorkflowId,
        reportEnd,
        null,
        null,
        List.of());
  }
}
