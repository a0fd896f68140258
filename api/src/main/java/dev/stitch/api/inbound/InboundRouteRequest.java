package dev.stitch.api.inbound;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/**
 * Where mail of unknown senders to an address begins a journey.
 *
 * @param address what such mail is sent to
 * @param uxNodeId where in the flow the journey begins
 */
record InboundRouteRequest(
    @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String address,
    @Schema(requiredMode = REQUIRED, nullable = false) @Nullable UUID flowId,
    @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String uxNodeId) {}
