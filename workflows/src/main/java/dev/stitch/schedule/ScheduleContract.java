package dev.stitch.schedule;

import dev.stitch.model.RunFamily;
import java.util.Optional;
import java.util.UUID;

/** Ids of schedules in Temporal, and of what they start: made here and nowhere else. */
public final class ScheduleContract {

  private static final String PREFIX = "schedule/";

  private ScheduleContract() {}

  /** What Temporal calls a schedule. */
  public static String id(UUID scheduleId) {
    return PREFIX + scheduleId;
  }

  /** The schedule of an id in Temporal; empty when it is not one of ours. */
  public static Optional<UUID> scheduleId(String id) {
    if (!id.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(id.substring(PREFIX.length())));
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }

  /** What the ids of the workflows begin with that a schedule starts; the time follows. */
  public static String workflowId(UUID scheduleId) {
    return RunFamily.SCHEDULED.workflowId(scheduleId);
  }
}
