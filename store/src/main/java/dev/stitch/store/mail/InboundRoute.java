package dev.stitch.store.mail;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * Where mail of unknown senders leads. Table {@code inbound_routes}.
 *
 * @param address bare address in lower case; unique
 */
@MappedEntity("inbound_routes")
public record InboundRoute(
    @Id UUID id, String address, UUID flowId, String uxNodeId, Instant createdAt) {}
