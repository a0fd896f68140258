package dev.stitch.api.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.Texts;
import dev.stitch.store.schedule.Overlap;
import dev.stitch.store.schedule.ScheduleKind;
import dev.stitch.store.schedule.ScheduledJob.Settings;
import io.micronaut.core.annotation.Nullable;

/**
 * What a client may set of a schedule; it has exactly one of {@code cron} and {@code every}.
 *
 * @param kind what it starts; it stays for good
 * @param target the body of the route that it stands for, with the ids of that route's path: {@code
 *     flowId} and what {@code POST /api/flows/{flowId}/run} takes; {@code templateId} and what
 *     {@code POST /api/workflows/templates/{id}/enrollments} takes; {@code platform} and what that
 *     platform's sync takes; or what the route of an enrichment, a search or a pruning takes
 * @param cron five fields: minute, hour, day of month, month, day of week; a day must match both
 *     fields of days
 * @param every ISO 8601 duration of at least a minute, counted from the beginning of 1970 in UTC
 * @param timezone in which {@code cron} is read, {@code UTC} unless given
 * @param overlap what happens when it is due while a run of it is under way, {@code skip} unless
 *     given
 * @param jitter how much later at most a run begins, at random; at most a day, none unless given
 * @param catchupWindow how late a run may begin that was due while Temporal was away: ten seconds
 *     to a year, an hour unless given
 */
record ScheduleRequest(
    @Nullable String name,
    @Nullable ScheduleKind kind,
    @Nullable ObjectNode target,
    @Nullable String cron,
    @Nullable String every,
    @Nullable String timezone,
    @Nullable Overlap overlap,
    @Nullable String jitter,
    @Nullable String catchupWindow,
    @Nullable Boolean paused) {

  static final ScheduleRequest EMPTY =
      new ScheduleRequest(null, null, null, null, null, null, null, null, null, null);

  ScheduleRequest {
    name = Texts.trimmed(name);
    cron = Texts.trimmed(cron);
    every = Texts.trimmed(every);
    timezone = Texts.trimmed(timezone);
  }

  static ScheduleRequest of(Settings settings) {
    return new ScheduleRequest(
        settings.name(),
        settings.kind(),
        settings.target(),
        settings.timing().cron(),
        settings.timing().every() == null ? null : settings.timing().every().toString(),
        settings.timing().zone().getId(),
        settings.overlap(),
        settings.timing().jitter().toString(),
        settings.catchup().toString(),
        settings.paused());
  }
}
