package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What a person or the API does to a run that is a workflow of its own. Each is a Temporal update
 * of its own name. A run inside a journey is reached by {@link Act.ControlRun}, {@link Act.Skip}
 * and {@link Act.AnswerTask} instead.
 */
public sealed interface RunAct {

  /** The same id is the same act: it is done once and answered the same again. */
  String id();

  /** Who does it, e.g. {@code user:ada}; never an email address. */
  String actor();

  /**
   * @param timers how timers are treated; null freezes them
   */
  record Pause(String id, String actor, TimerMode timers) implements RunAct {
    public Pause {
      Identified.require(id, actor);
      timers = timers == null ? TimerMode.FREEZE : timers;
    }
  }

  /**
   * @param mode how timers go on; null continues them
   */
  record Resume(String id, String actor, ResumeMode mode) implements RunAct {
    public Resume {
      Identified.require(id, actor);
      mode = mode == null ? ResumeMode.CONTINUE : mode;
    }
  }

  /** Ends the run, and what it has called, as cancelled. */
  record Cancel(String id, String actor) implements RunAct {
    public Cancel {
      Identified.require(id, actor);
    }
  }

  /**
   * Past a waiting or running step.
   *
   * @param nodeId the step, or null for the first that waits or else runs
   */
  record Skip(String id, String actor, String nodeId) implements RunAct {
    public Skip {
      Identified.require(id, actor);
    }
  }

  /**
   * Answers what a {@code human.task} step asks.
   *
   * @param choice one of the task's choices, or null when it has none
   * @param answer what the form asked for, or null
   */
  record Answer(String id, String actor, UUID taskId, String choice, JsonNode answer)
      implements RunAct {
    public Answer {
      Identified.require(id, actor);
      Objects.requireNonNull(taskId, "taskId");
    }
  }

  /** What it is called as an update. */
  default String name() {
    return switch (this) {
      case Pause act -> "pause";
      case Resume act -> "resume";
      case Cancel act -> "cancel";
      case Skip act -> "skip";
      case Answer act -> "answer";
    };
  }

  /** What happens to the path when it is done. */
  default PathInput effect(Instant at) {
    return switch (this) {
      case Pause act -> new PathInput.Paused(at, PauseOwner.RUN, act.timers());
      case Resume act -> new PathInput.Resumed(at, PauseOwner.RUN, act.mode());
      case Cancel act -> new PathInput.CancelRequested(at);
      case Skip act -> new PathInput.Skipped(at, act.nodeId(), act.actor());
      case Answer act ->
          new PathInput.TaskAnswered(at, act.taskId(), act.choice(), act.answer(), act.actor());
    };
  }
}
