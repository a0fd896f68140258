package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/** One journey event: an append-only fact about an entity. */
public record JourneyRecord(
    long seq,
    JourneyEventType type,
    String fromNode,
    String toNode,
    UUID runId,
    String actor,
    JsonNode detail,
    Instant at) {}
