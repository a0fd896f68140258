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

  /** Of a run of any family: the recording port of those that evaluate nothing locally. */
  @ActivityMethod(name = "RunFlush")
  void run(RunFlush flush);

  /** The end of a path workflow that is closed; waits for it while it is not. */
  @ActivityMethod(name = "PathOutcome")
  PathEnd pathOutcome(String workflowId);
}
