package dev.stitch.activities.schedule;

import dev.stitch.activities.step.Infrastructure;
import dev.stitch.launch.schedule.ScheduledRuns;
import dev.stitch.port.ScheduleActivities;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** See {@link ScheduleActivities}. */
@Singleton
public class ScheduleActivitiesImpl implements ScheduleActivities {

  private static final Logger LOG = LoggerFactory.getLogger(ScheduleActivitiesImpl.class);

  private final ScheduledRuns runs;

  ScheduleActivitiesImpl(ScheduledRuns runs) {
    this.runs = runs;
  }

  @Override
  public boolean accept(Fire fire) {
    try {
      return runs.accept(fire.scheduleId(), fire.time(), fire.version());
    } catch (RuntimeException e) {
      if (Infrastructure.failed(e)) {
        throw e;
      }
      // Trying again would fail again, and hold up the times that follow.
      LOG.error(
          "Schedule {} could not start what was due at {}", fire.scheduleId(), fire.time(), e);
      runs.refuse(
          fire.scheduleId(),
          fire.time(),
          "It could not be started because of an error of Stitch; its log says more.");
      return false;
    }
  }

  @Override
  public boolean hasEnded(Fire fire) {
    return runs.hasEnded(fire.scheduleId(), fire.time());
  }

  @Override
  public void cancel(Fire fire) {
    runs.cancel(fire.scheduleId(), fire.time());
  }
}
