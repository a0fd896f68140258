package dev.stitch.journey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.machine.WaitingOn;
import dev.stitch.model.EntityStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A journey as the workflow knows it.
 *
 * @param events how many journey events it has recorded
 */
public record JourneyView(
    UUID entityId,
    EntityStatus status,
    @Nullable String currentNodeId,
    int flowVersion,
    @Nullable Instant enteredNodeAt,
    List<WaitingOn> waitingOn,
    JsonNode metadata,
    long events) {}
