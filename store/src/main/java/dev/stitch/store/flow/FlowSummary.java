package dev.stitch.store.flow;

import dev.stitch.model.FlowKind;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A flow as lists show it: without its graph, which may have a megabyte.
 *
 * @param archivedAt when it was taken out of sight; null while it is in use
 * @param figures how it goes; null unless they are asked for
 */
public record FlowSummary(
    UUID id,
    FlowKind kind,
    String name,
    List<String> tags,
    long draftRevision,
    @Nullable Integer latestVersion,
    boolean paused,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant archivedAt,
    @Nullable FlowFigures figures) {

  FlowSummary with(FlowFigures counted) {
    return new FlowSummary(
        id,
        kind,
        name,
        tags,
        draftRevision,
        latestVersion,
        paused,
        createdAt,
        updatedAt,
        archivedAt,
        counted);
  }
}
