package dev.stitch.api.blueprint;

import dev.stitch.store.flow.Flow;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A blueprint whose flows are published, or whose template is there.
 *
 * @param flowId the flow to look at: the business flow, or the one that is run; null when it is a
 *     template
 * @param templateId the template to look at, null when there are flows
 * @param changed whether anything was made or renewed
 */
@Schema(name = "InstalledBlueprint")
record Installed(
    String id,
    @Nullable UUID flowId,
    @Nullable UUID templateId,
    List<InstalledPart> flows,
    boolean changed) {

  /** A flow of it. */
  @Schema(name = "InstalledBlueprintFlow")
  record InstalledPart(String name, UUID flowId) {}

  static Installed of(Blueprint blueprint, Map<String, Flow> flows, boolean changed) {
    return new Installed(
        blueprint.id(),
        flows.get(blueprint.mainFlow()).id(),
        null,
        flows.entrySet().stream()
            .map(flow -> new InstalledPart(flow.getKey(), flow.getValue().id()))
            .toList(),
        changed);
  }
}
