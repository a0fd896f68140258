package dev.stitch.store.schedule;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.schedule.ScheduledJob.Settings;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Schedules as they are wanted, and how far Temporal has been told of them. Every change raises the
 * version; only who has told Temporal of a version may write that down, and only while it is the
 * newest.
 */
@Singleton
public class ScheduleRepository {

  private static final Listing<ScheduledJob> SCHEDULES =
      new Listing<>(
          ScheduledJob.COLUMNS,
          "scheduled_jobs",
          Map.of(
              "name", "name",
              "kind", "kind",
              "createdAt", "created_at",
              "updatedAt", "updated_at"),
          "-createdAt",
          "id",
          ScheduledJob::of);

  private final Database database;

  ScheduleRepository(Database database) {
    this.database = database;
  }

  /** Adds a schedule of which Temporal knows nothing yet. */
  public void insert(UUID id, Settings settings, String createdBy) {
    database.update(
        values(
                Sql.of(
                    """
                    INSERT INTO scheduled_jobs (id, name, kind, target, cron, every_seconds, timezone,
                        overlap, jitter_seconds, catchup_seconds, paused, created_by)
                    VALUES (:id, :name, :kind, :target, :cron, :everySeconds, :timezone,
                        :overlap, :jitterSeconds, :catchupSeconds, :paused, :createdBy)
                    """),
                id,
                settings)
            .with("kind", settings.kind())
            .with("createdBy", createdBy));
  }

  /** Gives a schedule other settings, of the same kind. */
  public void change(UUID id, Settings settings) {
    database.update(
        values(
            Sql.of(
                """
                UPDATE scheduled_jobs
                SET name = :name, target = :target, cron = :cron, every_seconds = :everySeconds,
                    timezone = :timezone, overlap = :overlap, jitter_seconds = :jitterSeconds,
                    catchup_seconds = :catchupSeconds, paused = :paused,
                    version = version + 1, problem = NULL, updated_at = now()
                WHERE id = :id AND deleted_at IS NULL
                """),
            id,
            settings));
  }

  private static Sql values(Sql statement, UUID id, Settings settings) {
    Timing timing = settings.timing();
    return statement
        .with("id", id)
        .with("name", settings.name())
        .with("target", settings.target())
        .with("cron", timing.cron())
        .with("everySeconds", timing.every() == null ? null : timing.every().toSeconds())
        .with("timezone", timing.zone().getId())
        .with("overlap", settings.overlap())
        .with("jitterSeconds", timing.jitter().toSeconds())
        .with("catchupSeconds", settings.catchup().toSeconds())
        .with("paused", settings.paused());
  }

  /** Pauses a schedule, or lets it go on. */
  public void pause(UUID id, boolean paused) {
    database.update(
        """
        UPDATE scheduled_jobs
        SET paused = ?, version = version + 1, problem = NULL, updated_at = now()
        WHERE id = ? AND deleted_at IS NULL
        """,
        paused,
        id);
  }

  /**
   * Deletes a schedule for everybody but who has to tell Temporal.
   *
   * @return whether it was there
   */
  public boolean remove(UUID id) {
    return database.update(
            """
            UPDATE scheduled_jobs
            SET deleted_at = now(), version = version + 1, problem = NULL, updated_at = now()
            WHERE id = ? AND deleted_at IS NULL
            """,
            id)
        > 0;
  }

  /** A schedule that was not deleted. */
  public Optional<ScheduledJob> find(UUID id) {
    return database.first(
        "SELECT * FROM scheduled_jobs WHERE id = ? AND deleted_at IS NULL", ScheduledJob::of, id);
  }

  /** As {@link #find}, and nobody else changes it until the transaction ends. */
  public Optional<ScheduledJob> findForUpdate(UUID id) {
    return database.first(
        "SELECT * FROM scheduled_jobs WHERE id = ? AND deleted_at IS NULL FOR UPDATE",
        ScheduledJob::of,
        id);
  }

  /** As {@link #find}, and nobody deletes or changes it until the transaction ends. */
  public Optional<ScheduledJob> findForShare(UUID id) {
    return database.first(
        "SELECT * FROM scheduled_jobs WHERE id = ? AND deleted_at IS NULL FOR SHARE",
        ScheduledJob::of,
        id);
  }

  /** A schedule that is there, or whose end Temporal has not been told yet. */
  public Optional<ScheduledJob> findAny(UUID id) {
    return database.first("SELECT * FROM scheduled_jobs WHERE id = ?", ScheduledJob::of, id);
  }

  /** Schedules in pages; a filter that is null shows all. */
  public Page<ScheduledJob> list(
      @Nullable ScheduleKind kind, @Nullable Boolean paused, PageRequest request) {
    return SCHEDULES.page(
        database,
        new Filter()
            .and("deleted_at IS NULL")
            .and("kind = ?", kind)
            .and("paused = ?", paused)
            .containing(request.text(), "name"),
        request);
  }

  /**
   * Schedules of which Temporal is still to be told something, the oldest first. One that Temporal
   * refuses waits for its next change.
   */
  public List<UUID> pending(int limit) {
    return database.list(
        """
        SELECT id FROM scheduled_jobs j
        WHERE (applied_version < version OR deleted_at IS NOT NULL
               OR EXISTS (SELECT 1 FROM schedule_orders o WHERE o.schedule_id = j.id))
          AND problem IS NULL
        ORDER BY updated_at, id LIMIT ?
        """,
        row -> row.uuid("id"),
        limit);
  }

  /**
   * The ids of the next schedules. Each is read by itself, so that a row that cannot be read hides
   * no other.
   *
   * @param after the last one that was looked at, or null to begin
   */
  public List<UUID> next(@Nullable UUID after, int limit) {
    return database.list(
        """
        SELECT id FROM scheduled_jobs
        WHERE (?::uuid IS NULL OR id > ?) AND deleted_at IS NULL AND problem IS NULL
        ORDER BY id LIMIT ?
        """,
        row -> row.uuid("id"),
        after,
        after,
        limit);
  }

  /** Which of these ids have a row, deleted ones included. */
  public Set<UUID> known(Collection<UUID> ids) {
    return database
        .list(
            "SELECT id FROM scheduled_jobs WHERE id = ANY(?)",
            row -> row.uuid("id"),
            SqlArray.uuids(ids))
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Temporal has been told of a version.
   *
   * @param as what Temporal makes of it
   */
  public void applied(UUID id, long version, String as) {
    database.update(
        """
        UPDATE scheduled_jobs SET applied_version = ?, applied_as = ?, problem = NULL
        WHERE id = ? AND version = ?
        """,
        version,
        as,
        id,
        version);
  }

  /**
   * Raises the version of a schedule above one that Temporal has, so that Temporal is told again.
   *
   * @return false when it is as high already
   */
  public boolean overtake(UUID id, long version) {
    return database.update(
            """
            UPDATE scheduled_jobs SET version = ? + 1, updated_at = now()
            WHERE id = ? AND version < ? AND deleted_at IS NULL
            """,
            version,
            id,
            version)
        > 0;
  }

  /**
   * Temporal refuses a version.
   *
   * @param problem for people
   */
  public void refused(UUID id, long version, String problem) {
    database.update(
        "UPDATE scheduled_jobs SET problem = ? WHERE id = ? AND version = ?", problem, id, version);
  }

  /** Removes the row of a deleted schedule that Temporal has no more. */
  public void purge(UUID id) {
    database.update("DELETE FROM scheduled_jobs WHERE id = ? AND deleted_at IS NOT NULL", id);
  }
}
