package dev.stitch.api.blueprint;

import dev.stitch.store.flow.Flow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A blueprint whose flows are published.
 *
 * @param flowId the flow to look at: the business flow, or the one that is run
 * @param changed whether anything was made or renewed
 */
@Schema(name = "InstalledBlueprint")
record Installed(String id, UUID flowId, List<InstalledPart> flows, boolean changed) {

  /** A flow of it. */
  @Schema(name = "InstalledBlueprintFlow")
  record InstalledPart(String name, UUID flowId) {}

  static Installed of(Blueprint blueprint, Map<String, Flow> flows, boolean changed) {
    return new Installed(
        blueprint.id(),
        flows.get(blueprint.mainFlow()).id(),
        flows.entrySet().stream()
            .map(flow -> new InstalledPart(flow.getKey(), flow.getValue().id()))
            .toList(),
        changed);
  }
}
