package dev.stitch.journey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.machine.JourneyState;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a journey begins with; never the graph, only its hash.
 *
 * @param startNodeId the UX node to begin at, or null for the spine's first
 * @param actor who started it: {@code journey}, a user, {@code webhook}, {@code email}
 * @param paused whether the flow is paused, so that the journey begins paused
 * @param carried the state before continue-as-new, or null
 */
public record JourneyArguments(
    UUID entityId,
    UUID contactId,
    UUID flowId,
    int flowVersion,
    String planHash,
    @Nullable String startNodeId,
    @Nullable JsonNode metadata,
    String source,
    String actor,
    boolean paused,
    @Nullable JourneyState carried) {

  public JourneyArguments {
    Objects.requireNonNull(entityId, "entityId");
    Objects.requireNonNull(contactId, "contactId");
    Objects.requireNonNull(flowId, "flowId");
    Objects.requireNonNull(planHash, "planHash");
    Objects.requireNonNull(source, "source");
    actor = actor == null ? "journey" : actor;
  }
}
