package dev.stitch.machine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/** Work for a journey that is done in a local activity; its result comes back as an event. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "task")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JourneyTask.ResolveStage.class, name = "resolveStage"),
  @JsonSubTypes.Type(value = JourneyTask.CheckStage.class, name = "checkStage"),
  @JsonSubTypes.Type(value = JourneyTask.ChooseEdge.class, name = "chooseEdge"),
  @JsonSubTypes.Type(value = JourneyTask.InPath.class, name = "inPath"),
  @JsonSubTypes.Type(value = JourneyTask.VetPlan.class, name = "vetPlan")
})
public sealed interface JourneyTask {

  /** Which flows are mapped to this node, and in which version? */
  record ResolveStage(String nodeId, int visit) implements JourneyTask {}

  /**
   * Do {@code exitWhen} or {@code goal} hold?
   *
   * @param event the event that asks, or null
   */
  record CheckStage(String nodeId, int visit, ExternalEvent event) implements JourneyTask {}

  /** Which UX edge is taken? */
  record ChooseEdge(String nodeId, int visit) implements JourneyTask {}

  /**
   * Is this a version of the flow? An act that comes by signal was checked by nobody.
   *
   * @param flowId the flow that must have it
   */
  record VetPlan(String actId, UUID flowId, PlanVersion plan) implements JourneyTask {}

  /** Work for a path that runs inside the journey. */
  record InPath(UUID runId, PathTask work) implements JourneyTask {}
}
