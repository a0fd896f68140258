package dev.stitch.store.task;

import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/** Which human tasks a list shows; null means all. */
public record TaskQuery(
    @Nullable UUID entityId,
    @Nullable UUID runId,
    @Nullable TaskState state,
    @Nullable String assignee) {}
