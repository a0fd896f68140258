package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;

/** Changes to the entity's metadata by dotted path; null removes. */
public record SetMetadataAct(String id, String actor, JsonNode values) implements Act {

  public SetMetadataAct {
    Identified.require(id, actor);
    Objects.requireNonNull(values, "values");
  }

  @Override
  public Optional<Refusal> check(JourneyState state, PlanLookup plans) {
    if (!values.isObject()) {
      return Refusal.of(Refusal.Code.INVALID, "metadata values must be an object by path");
    }
    if (state.rules() < Rules.BOUNDED) {
      return Optional.empty();
    }
    return JsonBounds.problem("values", values, JsonBounds.METADATA)
        .or(
            () ->
                JsonBounds.problem(
                    "metadata", Metadata.apply(state.metadata(), values), JsonBounds.METADATA))
        .map(why -> new Refusal(Refusal.Code.INVALID, why));
  }

  @Override
  public void apply(JourneyTransition journey) {
    JourneyDraft draft = journey.draft;
    draft.metadata = Objects.requireNonNull(Metadata.apply(draft.metadata, values));
    draft.askWhetherOver(null);
  }
}
