package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One journey event: an append-only fact about an entity. */
public record JourneyRecord(
    long seq,
    JourneyEventType type,
    @Nullable String fromNode,
    @Nullable String toNode,
    @Nullable UUID runId,
    String actor,
    JsonNode detail,
    Instant at) {}
