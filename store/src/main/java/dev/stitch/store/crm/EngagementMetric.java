package dev.stitch.store.crm;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * How a post or an engagement was received, as it was measured at a moment. Table {@code
 * engagement_metrics}.
 *
 * @param contentPostId what was measured, or null when it was an engagement
 * @param engagementId what was measured, or null when it was a post
 * @param metric such as {@code likes} or {@code impressions}
 */
@MappedEntity("engagement_metrics")
public record EngagementMetric(
    @Id UUID id,
    @Nullable UUID contentPostId,
    @Nullable UUID engagementId,
    String metric,
    double value,
    Instant measuredAt,
    Instant createdAt) {}
