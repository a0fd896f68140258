package dev.stitch.store.schedule;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What became of the times at which schedules were due: one row a time, so that it runs once. */
@Singleton
public class FireRepository {

  private static final String FIRES =
      """
      SELECT f.*, coalesce(r.status, b.status) AS status,
             coalesce(r.completed_at, b.completed_at) AS ended_at
      FROM %s f
      LEFT JOIN workflow_runs r ON r.id = f.run_id
      LEFT JOIN bulk_operations b ON b.id = f.bulk_operation_id
      """;

  private final Database database;

  FireRepository(Database database) {
    this.database = database;
  }

  /** What became of one time; empty when it has not come to anything yet. */
  public Optional<ScheduledFire> find(UUID scheduleId, Instant fireTime) {
    return database.first(
        FIRES.formatted("scheduled_fires") + " WHERE f.schedule_id = ? AND f.fire_time = ?",
        FireRepository::fire,
        scheduleId,
        fireTime);
  }

  /**
   * Takes a time for the surrounding transaction: whoever else wants it waits until that ends. One
   * that was refused may be taken again.
   *
   * @return false when the time has had its run
   */
  public boolean take(UUID scheduleId, Instant fireTime) {
    return database.update(
            """
            INSERT INTO scheduled_fires (schedule_id, fire_time, outcome) VALUES (?, ?, 'accepted')
            ON CONFLICT (schedule_id, fire_time) DO UPDATE
            SET outcome = 'accepted', reason = NULL, at = now()
            WHERE scheduled_fires.outcome = 'refused'
            """,
            scheduleId,
            fireTime)
        > 0;
  }

  /** Says what a time that was taken has started. */
  public void started(
      UUID scheduleId, Instant fireTime, @Nullable UUID runId, @Nullable UUID bulkOperationId) {
    database.update(
        Sql.of(
                """
                UPDATE scheduled_fires SET run_id = :runId, bulk_operation_id = :bulkOperationId
                WHERE schedule_id = :scheduleId AND fire_time = :fireTime
                """)
            .with("runId", runId)
            .with("bulkOperationId", bulkOperationId)
            .with("scheduleId", scheduleId)
            .with("fireTime", fireTime));
  }

  /**
   * Writes down why a time has no run, unless it has one.
   *
   * @param reason for people
   */
  public void refuse(UUID scheduleId, Instant fireTime, String reason) {
    database.update(
        """
        INSERT INTO scheduled_fires (schedule_id, fire_time, outcome, reason)
        SELECT id, ?, 'refused', ? FROM scheduled_jobs WHERE id = ?
        ON CONFLICT (schedule_id, fire_time) DO UPDATE SET reason = excluded.reason, at = now()
        WHERE scheduled_fires.outcome = 'refused'
        """,
        fireTime,
        reason,
        scheduleId);
  }

  /** The newest of each schedule, the newest first. */
  public Map<UUID, List<ScheduledFire>> newest(Collection<UUID> scheduleIds, int each) {
    String newest =
        """
        (SELECT n.* FROM unnest(?::uuid[]) AS s(id)
         CROSS JOIN LATERAL (SELECT * FROM scheduled_fires WHERE schedule_id = s.id
                             ORDER BY at DESC, fire_time DESC LIMIT ?) n)
        """;
    record Of(UUID scheduleId, ScheduledFire fire) {}
    return database
        .list(
            FIRES.formatted(newest) + " ORDER BY f.at DESC, f.fire_time DESC",
            row -> new Of(row.uuid("schedule_id"), fire(row)),
            SqlArray.uuids(scheduleIds),
            each)
        .stream()
        .collect(
            Collectors.groupingBy(
                Of::scheduleId, Collectors.mapping(Of::fire, Collectors.toUnmodifiableList())));
  }

  /**
   * Forgets what is older, a bounded number at a time.
   *
   * @return how many were forgotten
   */
  public int prune(Duration age, int limit) {
    return database.update(
        """
        DELETE FROM scheduled_fires WHERE (schedule_id, fire_time) IN (
            SELECT schedule_id, fire_time FROM scheduled_fires
            WHERE at < now() - make_interval(secs => ?) LIMIT ?)
        """,
        age.toSeconds(),
        limit);
  }

  private static ScheduledFire fire(Row row) throws SQLException {
    return new ScheduledFire(
        row.instant("fire_time"),
        row.choice("outcome", ScheduledFire.Outcome.class),
        row.textOrNull("reason"),
        row.uuidOrNull("run_id"),
        row.uuidOrNull("bulk_operation_id"),
        row.textOrNull("status"),
        row.instant("at"),
        row.instant("ended_at"));
  }
}
