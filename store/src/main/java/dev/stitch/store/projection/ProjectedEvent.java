package dev.stitch.store.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/** One journey event. */
public record ProjectedEvent(
    long seq,
    String type,
    @Nullable String fromNode,
    @Nullable String toNode,
    @Nullable UUID runId,
    String actor,
    JsonNode detail,
    Instant at) {}
