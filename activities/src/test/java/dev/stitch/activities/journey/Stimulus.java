package dev.stitch.activities.journey;

import dev.stitch.machine.Act;
import dev.stitch.machine.AnswerTaskAct;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.OpenTask;
import java.util.UUID;

/** What comes from outside to a journey that has nothing left to do by itself. */
sealed interface Stimulus {

  record Event(ExternalEvent event) implements Stimulus {}

  record Acted(Act act) implements Stimulus {}

  /**
   * The answer to a task, named by what it is about: ids of tasks depend on the order of events.
   *
   * @param runId null when the stage asks
   */
  record Answer(String actId, OpenTask.Kind kind, UUID runId, String nodeId, String choice)
      implements Stimulus {

    Act to(UUID taskId) {
      return new AnswerTaskAct(actId, "user:ada", taskId, choice, null);
    }
  }

  /** All waits and deadlines end. */
  record Pass(int hours) implements Stimulus {}
}
