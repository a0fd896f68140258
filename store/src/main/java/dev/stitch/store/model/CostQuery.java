package dev.stitch.store.model;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * Which calls are summed up; null means all.
 *
 * @param until the first moment that is not in it
 */
public record CostQuery(
    Instant from, Instant until, @Nullable String model, @Nullable UUID flowId) {}
