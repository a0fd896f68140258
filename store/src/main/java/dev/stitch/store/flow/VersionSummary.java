package dev.stitch.store.flow;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/** A published version as lists show it: without its graph. */
public record VersionSummary(
    UUID flowId, int version, String hash, @Nullable String notes, Instant publishedAt) {

  static VersionSummary of(FlowVersion version) {
    return new VersionSummary(
        version.flowId(),
        version.version(),
        version.hash(),
        version.notes(),
        version.publishedAt());
  }
}
