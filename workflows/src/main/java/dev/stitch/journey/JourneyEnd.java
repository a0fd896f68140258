package dev.stitch.journey;

import dev.stitch.model.EntityStatus;
import org.jspecify.annotations.Nullable;

/** How a journey ended. */
public record JourneyEnd(@Nullable EntityStatus status, @Nullable String lastNodeId, long events) {}
