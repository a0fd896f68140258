package dev.stitch.api.inbound;

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
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable String address,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable UUID flowId,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable
        String uxNodeId) {}
