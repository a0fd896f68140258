package dev.stitch.store.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/** One server-sent event to be. */
public record ProjectedStreamEvent(
    @Nullable UUID entityId, @Nullable UUID runId, String event, JsonNode payload) {}
