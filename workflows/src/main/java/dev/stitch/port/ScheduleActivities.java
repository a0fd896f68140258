package dev.stitch.port;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** What becomes of a schedule's times, in the database. */
@ActivityInterface
public interface ScheduleActivities {

  /**
   * Accepts what is due, once for each time, however often it is called. What cannot be accepted is
   * written down with its reason.
   *
   * @return whether there is a run of this time
   */
  @ActivityMethod(name = "ScheduledAccept")
  boolean accept(Fire fire);

  /** Whether what a time has started has ended, or is gone. */
  @ActivityMethod(name = "ScheduledHasEnded")
  boolean hasEnded(Fire fire);

  /** Asks what a time has started to end. */
  @ActivityMethod(name = "ScheduledCancel")
  void cancel(Fire fire);

  /**
   * One time of a schedule.
   *
   * @param time when it was due, in whole seconds
   * @param version of the settings that Temporal had then
   */
  record Fire(UUID scheduleId, Instant time, long version) {
    public Fire {
      Objects.requireNonNull(scheduleId, "scheduleId");
      Objects.requireNonNull(time, "time");
    }
  }
}
