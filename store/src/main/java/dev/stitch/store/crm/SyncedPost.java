package dev.stitch.store.crm;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A post as a platform tells of it.
 *
 * @param contactId whose it is, when it is a contact's and not our own
 * @param metrics how it was received, by the metric's name
 */
public record SyncedPost(
    String platformPostId,
    @Nullable UUID contactId,
    @Nullable String url,
    @Nullable String text,
    @Nullable Instant publishedAt,
    JsonNode metadata,
    Map<String, Long> metrics) {

  public SyncedPost {
    metrics = Map.copyOf(metrics);
  }
}
