package dev.stitch.store.run;

import dev.stitch.model.RunStatus;
import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Sums up runs, by when they were created. */
@Singleton
public class RunFiguresRepository {

  private static final String CREATED = "r.created_at >= :from AND r.created_at < :until";

  private final Database database;

  RunFiguresRepository(Database database) {
    this.database = database;
  }

  /**
   * Which runs are summed up.
   *
   * @param until the first moment that is not in it
   */
  public record Query(RunGrouping grouping, Instant from, Instant until) {}

  /**
   * Runs with something in common.
   *
   * @param key a word, id or day; null for runs that have none, or whose flow or template is gone
   * @param label what people call it
   */
  public record Group(@Nullable String key, @Nullable String label, RunFigures figures) {}

  /** All groups together, and each. */
  public record Grouped(RunFigures total, List<Group> groups) {

    public Grouped {
      groups = List.copyOf(groups);
    }
  }

  /**
   * A run that stands out.
   *
   * @param durationMs null until it has ended
   */
  public record Outlier(
      UUID runId,
      String name,
      WorkflowType workflowType,
      RunStatus status,
      @Nullable Long durationMs,
      BigDecimal costUsd,
      Instant createdAt) {

    private static Outlier of(Row row) throws SQLException {
      return new Outlier(
          row.uuid("id"),
          row.text("name"),
          row.choice("workflow_type", WorkflowType.class),
          row.choice("status", RunStatus.class),
          row.longNumberOrNull("duration_ms"),
          row.amount("cost_usd"),
          row.instant("created_at"));
    }
  }

  private static Group group(Row row) throws SQLException {
    return new Group(row.textOrNull("word"), row.textOrNull("label"), RunFigures.of(row));
  }

  /**
   * Sums up.
   *
   * @param limit most groups that are told: days in order, else those with the most runs
   */
  public Grouped grouped(Query query, int limit) {
    RunGrouping grouping = query.grouping();
    List<Group> lines =
        database.list(
            created(
                    query,
                    """
                    SELECT g.*, %s, g.key::text AS word, %s AS label
                    FROM (SELECT key, grouping(key) AS whole, %s
                          FROM (SELECT %s AS key, r.* FROM %s WHERE %s) r
                          GROUP BY GROUPING SETS ((key), ())) g
                    ORDER BY whole DESC, %s LIMIT :lines
                    """
                        .formatted(
                            RunFigures.PERCENTILES,
                            grouping.label(),
                            RunFigures.COLUMNS,
                            grouping.key(),
                            grouping.source(),
                            CREATED,
                            grouping.order()))
                .with("lines", limit + 1),
            RunFiguresRepository::group);
    return new Grouped(lines.getFirst().figures(), lines.subList(1, lines.size()));
  }

  /** Those that have ended and took the longest, the slowest first. */
  public List<Outlier> slowest(Query query, int limit) {
    return outliers(query, "r.completed_at - r.started_at", "IS NOT NULL", limit);
  }

  /** Those that cost anything, the dearest first. */
  public List<Outlier> dearest(Query query, int limit) {
    return outliers(query, "r.cost_usd", "> 0", limit);
  }

  private List<Outlier> outliers(Query query, String figure, String counts, int limit) {
    return database.list(
        created(
                query,
                """
                SELECT w.id, w.name, w.workflow_type, w.status, w.cost_usd, w.created_at,
                       round(date_part('epoch', w.completed_at - w.started_at) * 1000)::bigint AS duration_ms
                FROM (SELECT r.id, %1$s AS figure FROM %2$s WHERE %3$s AND %1$s %4$s
                      ORDER BY figure DESC, r.id LIMIT :limit) most
                JOIN workflow_runs w ON w.id = most.id
                ORDER BY most.figure DESC, most.id
                """
                    .formatted(figure, query.grouping().source(), CREATED, counts))
            .with("limit", limit),
        Outlier::of);
  }

  private static Sql created(Query query, String text) {
    return Sql.of(text).with("from", query.from()).with("until", query.until());
  }
}
