package dev.stitch.store.crm;

import dev.stitch.store.RowRepository;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Table {@code engagement_metrics}, row by row. Rows are only added. */
@RowRepository
public interface EngagementMetricRepository extends GenericRepository<EngagementMetric, UUID> {

  @Query("SELECT * FROM engagement_metrics WHERE id = :id")
  Optional<EngagementMetric> find(UUID id);

  /**
   * Adds a measurement; what was measured of the same thing at the same moment before gives way, so
   * that a page that a sync reads again counts once.
   */
  @Query(
      """
      INSERT INTO engagement_metrics (id, content_post_id, engagement_id, metric, value, measured_at)
      VALUES (:id, :contentPostId, :engagementId, :metric, :value, :measuredAt)
      ON CONFLICT (content_post_id, engagement_id, metric, measured_at)
      DO UPDATE SET value = excluded.value
      RETURNING *
      """)
  EngagementMetric append(
      UUID id,
      @Nullable UUID contentPostId,
      @Nullable UUID engagementId,
      String metric,
      double value,
      Instant measuredAt);
}
