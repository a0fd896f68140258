package dev.stitch.api.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.Texts;
import dev.stitch.model.Platform;
import dev.stitch.store.Jsonb;
import dev.stitch.store.crm.ContentPost;
import dev.stitch.store.crm.PostStatus;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * What a client may set of a post.
 *
 * @param platformAccountId the connection by which it is published, or null
 * @param platformPostId the platform's own id of it, once it is there
 * @param text what is said there, when it differs from the content's body
 */
record PostRequest(
    @Nullable Platform platform,
    @Nullable UUID platformAccountId,
    @Nullable String platformPostId,
    @Nullable String url,
    @Nullable String text,
    @Nullable PostStatus status,
    @Nullable Instant scheduledAt,
    @Nullable Instant publishedAt,
    @Nullable ObjectNode metadata) {

  PostRequest {
    platformPostId = Texts.trimmed(platformPostId);
    url = Texts.trimmed(url);
    text = Texts.trimmed(text);
    status = status == null ? PostStatus.DRAFT : status;
    metadata = metadata == null ? Jsonb.object() : metadata;
  }

  static PostRequest of(ContentPost post) {
    return new PostRequest(
        post.platform(),
        post.platformAccountId(),
        post.platformPostId(),
        post.url(),
        post.text(),
        post.status(),
        post.scheduledAt(),
        post.publishedAt(),
        post.metadata());
  }

  ContentPost post(UUID id, UUID contentId) {
    return new ContentPost(
        id,
        contentId,
        platform,
        platformAccountId,
        platformPostId,
        url,
        text,
        status,
        scheduledAt,
        publishedAt,
        metadata,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
