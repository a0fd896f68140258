package dev.stitch.port;

import dev.stitch.machine.PathEnd;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Local activities: evaluation, local steps and the projection. Each ends within two seconds. */
@ActivityInterface
public interface FlushActivities {

  @ActivityMethod(name = "JourneyTurn")
  JourneyFlush.Result journey(JourneyFlush flush);

  @ActivityMethod(name = "PathTurn")
  PathFlush.Result path(PathFlush flush);

  /** The end of a path workflow that is closed; waits for it while it is not. */
  @ActivityMethod(name = "PathOutcome")
  PathEnd pathOutcome(String workflowId);
}
