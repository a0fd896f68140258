package dev.stitch.worker;

import dev.stitch.bulk.BulkWorkflowImpl;
import dev.stitch.flow.SystemFlowWorkflowImpl;
import dev.stitch.journey.JourneyWorkflowImpl;
import dev.stitch.port.BulkActivities;
import dev.stitch.port.TaskQueues;
import io.micronaut.context.annotation.Requires;
import io.temporal.worker.Worker;
import jakarta.inject.Singleton;

/** What runs on which task queue: all of it is written here. */
@Singleton
@Requires(property = WorkerApplication.PROPERTY)
public class Registration {

  private final BulkActivities bulk;

  Registration(BulkActivities bulk) {
    this.bulk = bulk;
  }

  /** Gives a worker what its queue needs. */
  void register(Worker worker) {
    switch (worker.getTaskQueue()) {
      case TaskQueues.JOURNEYS -> {
        worker.registerWorkflowImplementationTypes(
            JourneyWorkflowImpl.class, SystemFlowWorkflowImpl.class, BulkWorkflowImpl.class);
        worker.registerActivitiesImplementations(bulk);
      }
      case TaskQueues.EFFECTS -> {}
      default -> throw new IllegalArgumentException("unknown queue " + worker.getTaskQueue());
    }
  }
}
