package dev.stitch.port;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The local activity of agents: a flush that puts into steps and tasks what only ids stand for. */
@ActivityInterface
public interface AgentFlushActivities {

  /**
   * As {@link FlushActivities#run}. The texts of steps and tasks are read from the conversation, so
   * that no history holds them.
   */
  @ActivityMethod(name = "AgentFlush")
  void flush(RunFlush flush);
}
