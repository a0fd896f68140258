package dev.stitch.api.flow;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FlowKind;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A graph to be judged, of whatever JSON.
 *
 * @param inputSchema of the flow, by which fields are found that its input does not have
 */
public record ValidateRequest(
    @Schema(requiredMode = REQUIRED, nullable = false) @Nullable FlowKind kind,
    @Schema(requiredMode = REQUIRED, nullable = false) @Nullable JsonNode graph,
    @Nullable JsonNode inputSchema) {}
