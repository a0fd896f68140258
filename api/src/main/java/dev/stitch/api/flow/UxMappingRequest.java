package dev.stitch.api.flow;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

/** One mapping, or several in {@code mappings}. */
public record UxMappingRequest(
    @Nullable @JsonAlias("ux_node_id") String uxNodeId,
    @Nullable @JsonAlias("system_flow_id") UUID systemFlowId,
    @Nullable Integer position,
    @Nullable ObjectNode input,
    @Nullable List<Item> mappings) {

  /**
   * One mapping.
   *
   * @param position null leaves it, or puts a new mapping at 0
   * @param input null leaves it, or gives a new mapping none
   */
  @Schema(name = "UxMappingItem")
  public record Item(
      @Schema(requiredMode = REQUIRED, nullable = false) @Nullable @JsonAlias("ux_node_id")
          String uxNodeId,
      @Schema(requiredMode = REQUIRED, nullable = false) @Nullable @JsonAlias("system_flow_id")
          UUID systemFlowId,
      @Nullable Integer position,
      @Nullable ObjectNode input) {}

  /** The flows of one node, in their order. */
  @Schema(name = "UxMappingReplacement")
  public record Replacement(
      @Schema(requiredMode = REQUIRED, nullable = false) @Nullable @JsonAlias("system_flow_ids")
          List<UUID> systemFlowIds) {}

  Item single() {
    return new Item(uxNodeId, systemFlowId, position, input);
  }
}
