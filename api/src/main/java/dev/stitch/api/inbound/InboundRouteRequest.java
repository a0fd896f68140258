package dev.stitch.api.inbound;

import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * Where mail of unknown senders to an address begins a journey.
 *
 * @param address what such mail is sent to
 * @param uxNodeId where in the flow the journey begins
 */
record InboundRouteRequest(
    @Nullable String address, @Nullable UUID flowId, @Nullable String uxNodeId) {}
