package dev.stitch.api.crm;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.stitch.launch.request.Texts;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/**
 * A measurement of a post or of an engagement: of one of the two.
 *
 * @param metric such as {@code likes} or {@code impressions}
 * @param measuredAt now when nothing is said
 */
record MetricRequest(
    @Nullable UUID contentPostId,
    @Nullable UUID engagementId,
    @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String metric,
    @Schema(requiredMode = REQUIRED, nullable = false) @Nullable Double value,
    @Nullable Instant measuredAt) {

  MetricRequest {
    metric = Texts.trimmed(metric);
  }
}
