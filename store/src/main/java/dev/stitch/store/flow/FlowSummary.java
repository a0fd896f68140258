package dev.stitch.store.flow;

import dev.stitch.model.FlowKind;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/** A flow as lists show it: without its graph, which may have a megabyte. */
public record FlowSummary(
    UUID id,
    FlowKind kind,
    String name,
    long draftRevision,
    @Nullable Integer latestVersion,
    boolean paused,
    Instant createdAt,
    Instant updatedAt) {}
