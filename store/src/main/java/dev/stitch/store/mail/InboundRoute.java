package dev.stitch.store.mail;

import java.time.Instant;
import java.util.UUID;

/**
 * Where mail of unknown senders leads. Table {@code inbound_routes}.
 *
 * @param address bare address in lower case; unique
 */
public record InboundRoute(
    UUID id, String address, UUID flowId, String uxNodeId, Instant createdAt) {}
