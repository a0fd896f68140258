package dev.stitch.api.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.schedule.DueTimes;
import dev.stitch.store.schedule.Overlap;
import dev.stitch.store.schedule.ScheduleKind;
import dev.stitch.store.schedule.ScheduledFire;
import dev.stitch.store.schedule.ScheduledJob;
import dev.stitch.store.schedule.ScheduledJob.Settings;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A schedule.
 *
 * @param version rises with each change, and is its ETag
 * @param pending whether Temporal does not do yet what this says; it is told as soon as it can be
 *     reached
 * @param problem why Temporal refuses it, null when it does not
 * @param nextRuns the next five times, without jitter; empty while it is paused
 * @param lastRuns what became of the last ten times, the newest first
 */
record ScheduleView(
    UUID id,
    String name,
    ScheduleKind kind,
    ObjectNode target,
    @Nullable String cron,
    @Nullable String every,
    String timezone,
    Overlap overlap,
    String jitter,
    String catchupWindow,
    boolean paused,
    long version,
    boolean pending,
    @Nullable String problem,
    List<Instant> nextRuns,
    List<ScheduledFire> lastRuns,
    String createdBy,
    Instant createdAt,
    Instant updatedAt) {

  static final int NEXT = 5;
  static final int LAST = 10;

  static ScheduleView of(ScheduledJob job, List<ScheduledFire> lastRuns, Instant now) {
    Settings settings = job.settings();
    List<Instant> next =
        settings.paused() ? List.of() : DueTimes.of(settings.timing()).after(now, NEXT);
    return new ScheduleView(
        job.id(),
        settings.name(),
        settings.kind(),
        settings.target(),
        settings.timing().cron(),
        settings.timing().every() == null ? null : settings.timing().every().toString(),
        settings.timing().zone().getId(),
        settings.overlap(),
        settings.timing().jitter().toString(),
        settings.catchup().toString(),
        settings.paused(),
        job.version(),
        job.isPending(),
        job.applied().problem(),
        next,
        lastRuns,
        job.createdBy(),
        job.createdAt(),
        job.updatedAt());
  }
}
