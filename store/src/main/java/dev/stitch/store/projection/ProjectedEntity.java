package dev.stitch.store.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/** An entity as its journey knows it. */
public record ProjectedEntity(
    UUID id,
    String currentNodeId,
    String status,
    int flowVersion,
    String planHash,
    JsonNode metadata,
    JsonNode waitingOn,
    Instant enteredNodeAt,
    Instant startedAt,
    @Nullable Instant endedAt,
    String temporalRunId) {}
