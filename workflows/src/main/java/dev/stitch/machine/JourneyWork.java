package dev.stitch.machine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Work for a journey that is done in a local activity; its result comes back as an event. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "task")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JourneyWork.ResolveStage.class, name = "resolveStage"),
  @JsonSubTypes.Type(value = JourneyWork.CheckStage.class, name = "checkStage"),
  @JsonSubTypes.Type(value = JourneyWork.ChooseEdge.class, name = "chooseEdge"),
  @JsonSubTypes.Type(value = JourneyWork.InPath.class, name = "inPath"),
  @JsonSubTypes.Type(value = JourneyWork.VetPlan.class, name = "vetPlan")
})
public sealed interface JourneyWork {

  /** Which flows are mapped to this node, and in which version? */
  record ResolveStage(String nodeId, int visit) implements JourneyWork {}

  /**
   * Do {@code exitWhen} or {@code goal} hold?
   *
   * @param event the event that asks, or null
   */
  record CheckStage(String nodeId, int visit, @Nullable ExternalEvent event)
      implements JourneyWork {}

  /** Which UX edge is taken? */
  record ChooseEdge(String nodeId, int visit) implements JourneyWork {}

  /**
   * Is this a version of the flow? An act that comes by signal was checked by nobody.
   *
   * @param flowId the flow that must have it
   */
  record VetPlan(String actId, UUID flowId, PlanVersion plan) implements JourneyWork {}

  /** Work for a path that runs inside the journey. */
  record InPath(UUID runId, PathWork work) implements JourneyWork {}
}
