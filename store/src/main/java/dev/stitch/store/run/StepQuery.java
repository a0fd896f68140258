package dev.stitch.store.run;

import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * Which steps of a run a list shows; null means all.
 *
 * @param status as the column {@code workflow_steps.status} spells it
 */
public record StepQuery(
    UUID runId, @Nullable String stepType, @Nullable String status, @Nullable UUID contactId) {}
