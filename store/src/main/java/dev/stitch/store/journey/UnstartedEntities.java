package dev.stitch.store.journey;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Entities that are accepted and whose journey has not written to its row yet. */
@Singleton
public class UnstartedEntities {

  private static final String SELECT =
      """
      SELECT e.id, e.contact_id, e.flow_id, e.flow_version, e.plan_hash, e.start_node_id, e.metadata,
             e.source, f.paused AS flow_paused, b.request ->> 'actor' AS actor
      FROM entities e JOIN flows f ON f.id = e.flow_id
      LEFT JOIN bulk_operations b ON b.id = e.bulk_operation_id
      WHERE e.started_at IS NULL AND e.ended_at IS NULL
      """;

  private final Database database;

  UnstartedEntities(Database database) {
    this.database = database;
  }

  public Optional<UnstartedEntity> find(UUID id) {
    return database.first(SELECT + " AND e.id = ?", UnstartedEntity::of, id);
  }

  /**
   * The next of a bulk operation, by id.
   *
   * @param after the last one seen, or null to begin with the first
   */
  public List<UnstartedEntity> next(UUID bulkOperationId, @Nullable UUID after, int limit) {
    return database.list(
        Sql.of(
                SELECT
                    + """
                      AND e.bulk_operation_id = :bulkOperationId AND e.id > :after
                      ORDER BY e.id LIMIT :limit
                      """)
            .with("bulkOperationId", bulkOperationId)
            .with("after", after == null ? new UUID(0, 0) : after)
            .with("limit", limit),
        UnstartedEntity::of);
  }

  /** Those that nothing is going to start: no bulk operation is about to reach them. */
  public List<UnstartedEntity> forgotten(Duration olderThan, int limit) {
    return database.list(
        Sql.of(
                SELECT
                    + """
               AND e.updated_at < now() - make_interval(secs => :olderThan)
               AND (b.id IS NULL OR b.status IN ('completed', 'failed'))
              ORDER BY e.created_at LIMIT :limit
              """)
            .with("olderThan", (double) olderThan.toSeconds())
            .with("limit", limit),
        UnstartedEntity::of);
  }
}
