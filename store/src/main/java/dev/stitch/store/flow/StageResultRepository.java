package dev.stitch.store.flow;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What became of those who came to the stages of a flow. */
@Singleton
public class StageResultRepository {

  /** For one statement over the journeys of a flow. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Database database;

  StageResultRepository(Database database) {
    this.database = database;
  }

  /**
   * What became of those who came to a stage; by the last time that each of them did.
   *
   * @param version of the flow, or null for all of them together
   * @param entered entities; each is either still there or counted by one of the others
   * @param movedOn to another stage
   * @param completed the journey ended here, at the end of its way
   * @param exited the journey ended here by the exit of its stage or flow
   * @param medianSeconds of those that are not there any more; null when all are
   */
  public record StageResult(
      @Nullable Integer version,
      String uxNodeId,
      long entered,
      long there,
      long movedOn,
      long completed,
      long exited,
      long cancelled,
      @Nullable Double medianSeconds) {

    private static StageResult of(Row row) throws SQLException {
      return new StageResult(
          row.numberOrNull("version"),
          row.text("node"),
          row.longNumber("entered"),
          row.longNumber("there"),
          row.longNumber("moved_on"),
          row.longNumber("completed"),
          row.longNumber("exited"),
          row.longNumber("cancelled"),
          row.amountOrNull("median") == null ? null : row.amountOrNull("median").doubleValue());
    }
  }

  /**
   * The results of each stage that anybody came to, of all versions together and by version.
   *
   * @param from the first moment at which somebody who counts came to the stage
   * @param until the first moment at which nobody counts any more
   * @param version only those that follow it; null for all
   */
  public List<StageResult> of(UUID flowId, Instant from, Instant until, @Nullable Integer version) {
    return database.patiently(
        LONGEST,
        () ->
            database.list(
                Sql.of(
                        """
                        WITH stays AS (
                            SELECT e.id, e.flow_version AS version, v.seq, v.type, v.to_node AS node, v.at,
                                   lead(v.type) OVER onward AS next, lead(v.at) OVER onward AS left_at
                            FROM entities e JOIN journey_events v ON v.entity_id = e.id
                            WHERE e.flow_id = :flowId
                              AND (:version::integer IS NULL OR e.flow_version = :version)
                              AND v.type IN ('moved', 'journey_completed', 'journey_exited', 'journey_cancelled')
                            WINDOW onward AS (PARTITION BY e.id ORDER BY v.seq)),
                        last AS (
                            SELECT DISTINCT ON (id, node) * FROM stays
                            WHERE type = 'moved' AND at >= :from AND at < :until
                            ORDER BY id, node, seq DESC)
                        SELECT version, node, count(*) AS entered,
                               count(*) FILTER (WHERE next IS NULL) AS there,
                               count(*) FILTER (WHERE next = 'moved') AS moved_on,
                               count(*) FILTER (WHERE next = 'journey_completed') AS completed,
                               count(*) FILTER (WHERE next = 'journey_exited') AS exited,
                               count(*) FILTER (WHERE next = 'journey_cancelled') AS cancelled,
                               (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM left_at - at)::float8)
                                    FILTER (WHERE left_at IS NOT NULL))::numeric AS median
                        FROM last GROUP BY GROUPING SETS ((node), (version, node))
                        ORDER BY version NULLS FIRST, node
                        """)
                    .with("flowId", flowId)
                    .with("version", version)
                    .with("from", from)
                    .with("until", until),
                StageResult::of));
  }
}
