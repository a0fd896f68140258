package dev.stitch.store.flow;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/** A published version as lists show it: a {@link FlowVersion} without its graph. */
public record VersionSummary(
    UUID flowId,
    int version,
    String hash,
    @Nullable String notes,
    Instant publishedAt,
    Instant liveSince,
    @Nullable String liveBy,
    @Nullable String liveNotes) {}
