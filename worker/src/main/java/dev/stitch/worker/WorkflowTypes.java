package dev.stitch.worker;

import dev.stitch.authoring.LinkCheckWorkflowImpl;
import dev.stitch.authoring.MailTestWorkflowImpl;
import dev.stitch.batch.BatchWorkflowImpl;
import dev.stitch.bulk.BulkWorkflowImpl;
import dev.stitch.connection.ConnectionTestWorkflowImpl;
import dev.stitch.foreach.ForEachWorkflowImpl;
import dev.stitch.journey.JourneyWorkflowImpl;
import dev.stitch.path.PathWorkflowImpl;
import dev.stitch.schedule.ScheduledRunWorkflowImpl;
import java.util.List;

/**
 * The code of the workflows that a worker runs. A test puts that of an earlier build in its place.
 *
 * @param journey runs journeys
 * @param path runs system flows with a workflow of their own
 */
public record WorkflowTypes(
    Class<? extends JourneyWorkflowImpl> journey, Class<? extends PathWorkflowImpl> path) {

  /** Of this build. */
  static final WorkflowTypes CURRENT =
      new WorkflowTypes(JourneyWorkflowImpl.class, PathWorkflowImpl.class);

  Class<?>[] implementations() {
    return List.of(
            journey,
            path,
            BulkWorkflowImpl.class,
            BatchWorkflowImpl.class,
            ForEachWorkflowImpl.class,
            ConnectionTestWorkflowImpl.class,
            MailTestWorkflowImpl.class,
            LinkCheckWorkflowImpl.class,
            ScheduledRunWorkflowImpl.class)
        .toArray(Class<?>[]::new);
  }
}
