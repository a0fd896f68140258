package dev.stitch.activities.batch;

import dev.stitch.activities.step.StepHeartbeats;
import dev.stitch.port.BatchActivities;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import jakarta.inject.Singleton;

/** Does slices for Temporal, and says meanwhile that the worker is alive. */
@Singleton
public class BatchActivitiesImpl implements BatchActivities {

  private final BatchSlices slices;
  private final StepHeartbeats heartbeats;

  BatchActivitiesImpl(BatchSlices slices, StepHeartbeats heartbeats) {
    this.slices = slices;
    this.heartbeats = heartbeats;
  }

  @Override
  public BatchSlice work(BatchRequest request) {
    ActivityExecutionContext activity = Activity.getExecutionContext();
    try (StepHeartbeats.Ending beats = heartbeats.beat(() -> activity.heartbeat(request.slice()))) {
      return slices.work(request);
    }
  }
}
