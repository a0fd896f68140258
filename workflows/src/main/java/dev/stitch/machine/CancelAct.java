package dev.stitch.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.EntityStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends the journey, and the direct runs of its entity, as cancelled.
 *
 * @param reason why, or null
 */
public record CancelAct(String id, String actor, @Nullable String reason) implements Act {

  public CancelAct {
    Identified.require(id, actor);
  }

  @Override
  public Optional<Refusal> check(JourneyState state, PlanLookup plans) {
    return Optional.empty();
  }

  @Override
  public void apply(JourneyTransition journey) {
    ObjectNode why = JourneyDraft.detail();
    if (reason != null) {
      why.put("reason", reason);
    }
    journey.paths.cancelGuests();
    journey.end(EntityStatus.CANCELLED, JourneyEventType.JOURNEY_CANCELLED, actor, why);
  }
}
