package dev.stitch.journey;

import dev.stitch.machine.EntityStatus;

/** How a journey ended. */
public record JourneyEnd(EntityStatus status, String lastNodeId, long events) {}
