package dev.stitch.journey;

import dev.stitch.model.EntityStatus;

/** How a journey ended. */
public record JourneyEnd(EntityStatus status, String lastNodeId, long events) {}
