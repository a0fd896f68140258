package dev.stitch.store.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.Platform;
import dev.stitch.store.JsonbColumn;
import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * A content item as it stands on one platform. Table {@code content_posts}.
 *
 * @param platformAccountId the connection by which it is published, or null
 * @param platformPostId the platform's own id of it, unique on the platform; null before it is
 *     there
 * @param text what is said there, when it differs from the content's body
 */
@MappedEntity("content_posts")
public record ContentPost(
    @Id UUID id,
    UUID contentId,
    @WordColumn Platform platform,
    @Nullable UUID platformAccountId,
    @Nullable String platformPostId,
    @Nullable String url,
    @Nullable String text,
    @WordColumn PostStatus status,
    @Nullable Instant scheduledAt,
    @Nullable Instant publishedAt,
    @JsonbColumn ObjectNode metadata,
    Instant createdAt,
    Instant updatedAt) {}
