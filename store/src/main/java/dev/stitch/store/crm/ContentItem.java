package dev.stitch.store.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.JsonbColumn;
import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * Something to be read, wherever it is published. Table {@code content_items}.
 *
 * @param contactId whose it is, or null when it is our own
 * @param templateId the campaign that it belongs to, or null
 */
@MappedEntity("content_items")
public record ContentItem(
    @Id UUID id,
    @Nullable String title,
    @Nullable String body,
    @WordColumn ContentStatus status,
    @Nullable UUID contactId,
    @Nullable UUID templateId,
    @JsonbColumn ObjectNode metadata,
    @Nullable String createdBy,
    Instant createdAt,
    Instant updatedAt) {}
