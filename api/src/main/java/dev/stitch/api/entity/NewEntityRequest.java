package dev.stitch.api.entity;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/**
 * One contact that enters a business flow.
 *
 * @param uxNodeId where it begins, or null for the spine's first node
 * @param metadata what its expressions see as {@code entity.metadata}
 */
record NewEntityRequest(
    @Schema(requiredMode = REQUIRED, nullable = false) @Nullable UUID flowId,
    @Schema(requiredMode = REQUIRED, nullable = false) @Nullable UUID contactId,
    @JsonAlias("ux_node_id") @Nullable String uxNodeId,
    @Nullable ObjectNode metadata) {}
