package dev.stitch.journey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.machine.WaitingOn;
import dev.stitch.model.EntityStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A journey as the workflow knows it.
 *
 * @param events how many journey events it has recorded
 */
public record JourneyView(
    UUID entityId,
    EntityStatus status,
    String currentNodeId,
    int flowVersion,
    Instant enteredNodeAt,
    List<WaitingOn> waitingOn,
    JsonNode metadata,
    long events) {}
