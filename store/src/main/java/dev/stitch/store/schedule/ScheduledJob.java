package dev.stitch.store.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/**
 * A schedule. Table {@code scheduled_jobs}.
 *
 * @param settings what a client has asked for
 * @param version of the settings; rises with each change
 * @param applied what Temporal has been told
 * @param deletedAt when it was deleted, null while it is there: the row stays until Temporal's
 *     schedule is gone
 */
public record ScheduledJob(
    UUID id,
    Settings settings,
    long version,
    Applied applied,
    @Nullable Instant deletedAt,
    String createdBy,
    Instant createdAt,
    Instant updatedAt) {

  static final String COLUMNS = "scheduled_jobs.*";

  /**
   * What is to run, and when.
   *
   * @param target the body of the route that it stands for, with the ids of that route's path
   * @param catchup how late a run may begin that was due while Temporal was away; whole seconds
   */
  public record Settings(
      String name,
      ScheduleKind kind,
      ObjectNode target,
      Timing timing,
      Overlap overlap,
      Duration catchup,
      boolean paused) {}

  /**
   * What Temporal has of a schedule.
   *
   * @param version of the settings that it was told; 0 before it was told any
   * @param as what it made of that, by which a change from outside is seen; null before
   * @param problem why it refuses the newest settings, null when it does not
   */
  public record Applied(long version, @Nullable String as, @Nullable String problem) {}

  /** Whether Temporal does not do yet what the settings say. */
  public boolean isPending() {
    return applied.version() < version;
  }

  static ScheduledJob of(Row row) throws SQLException {
    Long every = row.longNumberOrNull("every_seconds");
    Timing timing =
        new Timing(
            row.textOrNull("cron"),
            every == null ? null : Duration.ofSeconds(every),
            ZoneId.of(row.text("timezone")),
            Duration.ofSeconds(row.longNumber("jitter_seconds")));
    Settings settings =
        new Settings(
            row.text("name"),
            row.choice("kind", ScheduleKind.class),
            (ObjectNode) row.json("target"),
            timing,
            row.choice("overlap", Overlap.class),
            Duration.ofSeconds(row.longNumber("catchup_seconds")),
            row.flag("paused"));
    return new ScheduledJob(
        row.uuid("id"),
        settings,
        row.longNumber("version"),
        new Applied(
            row.longNumber("applied_version"),
            row.textOrNull("applied_as"),
            row.textOrNull("problem")),
        row.instant("deleted_at"),
        row.text("created_by"),
        row.instant("created_at"),
        row.instant("updated_at"));
  }
}
