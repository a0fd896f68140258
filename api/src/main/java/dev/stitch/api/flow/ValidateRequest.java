package dev.stitch.api.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.flow.FlowKind;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;

/** A graph to be judged, of whatever JSON. */
public record ValidateRequest(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable FlowKind kind,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable
        JsonNode graph) {}
