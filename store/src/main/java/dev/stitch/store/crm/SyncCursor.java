package dev.stitch.store.crm;

import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * How far a sync of a connection has read; the next one goes on from there. Table {@code
 * sync_cursors}.
 *
 * @param cursor what the platform calls the place; null until a first sync has come to its end
 * @param workflowRunId the sync that came to it, or null
 */
@MappedEntity("sync_cursors")
public record SyncCursor(
    @Id UUID id,
    UUID platformAccountId,
    @WordColumn SyncSubType syncSubType,
    @Nullable String cursor,
    @Nullable UUID workflowRunId,
    Instant createdAt,
    Instant updatedAt) {}
