package dev.stitch.api.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.Texts;
import dev.stitch.store.Jsonb;
import dev.stitch.store.crm.ContentItem;
import dev.stitch.store.crm.ContentStatus;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * What a client may set of a content item; it needs a title or a body.
 *
 * @param contactId whose it is, or null when it is our own
 * @param templateId the campaign that it belongs to, or null
 */
record ContentRequest(
    @Nullable String title,
    @Nullable String body,
    @Nullable ContentStatus status,
    @Nullable UUID contactId,
    @Nullable UUID templateId,
    @Nullable ObjectNode metadata) {

  ContentRequest {
    title = Texts.trimmed(title);
    body = Texts.trimmed(body);
    status = status == null ? ContentStatus.DRAFT : status;
    metadata = metadata == null ? Jsonb.object() : metadata;
  }

  static ContentRequest of(ContentItem item) {
    return new ContentRequest(
        item.title(),
        item.body(),
        item.status(),
        item.contactId(),
        item.templateId(),
        item.metadata());
  }

  ContentItem item(UUID id, @Nullable String createdBy) {
    return new ContentItem(
        id,
        title,
        body,
        status,
        contactId,
        templateId,
        metadata,
        createdBy,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
