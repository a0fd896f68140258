package dev.stitch.api.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.Texts;
import dev.stitch.model.Platform;
import dev.stitch.store.Jsonb;
import dev.stitch.store.crm.Engagement;
import dev.stitch.store.crm.EngagementDirection;
import dev.stitch.store.crm.EngagementStatus;
import dev.stitch.store.crm.EngagementType;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * What a client may set of an engagement.
 *
 * @param direction {@code outbound} when nothing is said
 * @param status {@code done} when nothing is said
 * @param platform null where it is by mail, or on no platform that Stitch knows
 * @param platformEngagementId the platform's own id of it, or null
 * @param target what it is about: an address, {@code latest_post}, or null for the contact
 * @param performedBy who did it; whoever sends the request when nothing is said of what we did
 * @param occurredAt when it was done; now when nothing is said
 */
record EngagementRequest(
    @Nullable UUID contactId,
    @Nullable EngagementType type,
    @Nullable EngagementDirection direction,
    @Nullable EngagementStatus status,
    @Nullable Platform platform,
    @Nullable String platformEngagementId,
    @Nullable UUID contentPostId,
    @Nullable UUID templateId,
    @Nullable UUID workflowRunId,
    @Nullable String target,
    @Nullable String text,
    @Nullable String performedBy,
    @Nullable Instant occurredAt,
    @Nullable ObjectNode metadata) {

  EngagementRequest {
    direction = direction == null ? EngagementDirection.OUTBOUND : direction;
    status = status == null ? EngagementStatus.DONE : status;
    platformEngagementId = Texts.trimmed(platformEngagementId);
    target = Texts.trimmed(target);
    text = Texts.trimmed(text);
    performedBy = Texts.trimmed(performedBy);
    metadata = metadata == null ? Jsonb.object() : metadata;
  }

  static EngagementRequest of(Engagement engagement) {
    return new EngagementRequest(
        engagement.contactId(),
        engagement.type(),
        engagement.direction(),
        engagement.status(),
        engagement.platform(),
        engagement.platformEngagementId(),
        engagement.contentPostId(),
        engagement.templateId(),
        engagement.workflowRunId(),
        engagement.target(),
        engagement.text(),
        engagement.performedBy(),
        engagement.occurredAt(),
        engagement.metadata());
  }

  /**
   * The engagement that this describes.
   *
   * @param actor who sends the request
   */
  Engagement engagement(UUID id, String actor) {
    boolean done = status == EngagementStatus.DONE;
    Instant when = occurredAt == null ? Instant.now() : occurredAt;
    return new Engagement(
        id,
        contactId,
        type,
        direction,
        status,
        platform,
        platformEngagementId,
        contentPostId,
        templateId,
        workflowRunId,
        null,
        null,
        target,
        text,
        done ? doer(actor) : null,
        done ? when : null,
        metadata,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  /** Who did it; what reached us was done by somebody outside. */
  private @Nullable String doer(String actor) {
    return performedBy == null && direction == EngagementDirection.OUTBOUND ? actor : performedBy;
  }
}
