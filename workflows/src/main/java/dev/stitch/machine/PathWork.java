package dev.stitch.machine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Work for a path that is done in a local activity; its result comes back as an event. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "task")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PathWork.ExecuteStep.class, name = "executeStep"),
  @JsonSubTypes.Type(value = PathWork.MatchEvent.class, name = "matchEvent")
})
public sealed interface PathWork {

  String nodeId();

  /** Carry out a local step. */
  record ExecuteStep(String nodeId) implements PathWork {}

  /** Is this the event that the waiting step waits for? */
  record MatchEvent(String nodeId, ExternalEvent event) implements PathWork {}
}
