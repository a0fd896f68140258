package dev.stitch.store.journey;

import dev.stitch.model.EntityStatus;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * Which entities a list shows; null means all.
 *
 * @param live whether the journey has not ended
 */
public record EntityQuery(
    @Nullable UUID flowId,
    @Nullable EntityStatus status,
    @Nullable String uxNodeId,
    @Nullable UUID contactId,
    @Nullable UUID bulkOperationId,
    @Nullable Boolean live) {}
