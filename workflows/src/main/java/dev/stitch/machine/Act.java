package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What a person or the API does to a journey. Each is a Temporal update of its own name and, for
 * callers that must not wait, an {@code intervene} signal.
 */
public sealed interface Act {

  /** The same id is the same act: it is done once and answered the same again. */
  String id();

  /** Who does it, e.g. {@code user:ada}; never an email address. */
  String actor();

  /** To a UX node of the pinned graph; what runs at the present one is cancelled. */
  record Move(String id, String actor, String uxNodeId) implements Act {
    public Move {
      Identified.require(id, actor);
      Objects.requireNonNull(uxNodeId, "uxNodeId");
    }
  }

  /** Along the spine now, whatever is still running here. */
  record Advance(String id, String actor) implements Act {
    public Advance {
      Identified.require(id, actor);
    }
  }

  record Pause(String id, String actor, PauseOwner owner, TimerMode timers) implements Act {
    public Pause {
      Identified.require(id, actor);
      owner = owner == null ? PauseOwner.ENTITY : owner;
      timers = timers == null ? TimerMode.FREEZE : timers;
    }
  }

  record Resume(String id, String actor, PauseOwner owner, ResumeMode mode) implements Act {
    public Resume {
      Identified.require(id, actor);
      owner = owner == null ? PauseOwner.ENTITY : owner;
      mode = mode == null ? ResumeMode.CONTINUE : mode;
    }
  }

  /**
   * A new run of a failed path.
   *
   * @param runId the failed run, or null for all failed ones
   * @param from where it begins
   * @param version the pinned one, or the newest, given by {@code plan}
   * @param plan the newest version when {@code LATEST}, else null
   */
  record Retry(
      String id, String actor, UUID runId, RetryFrom from, RetryVersion version, PlanVersion plan)
      implements Act {
    public Retry {
      Identified.require(id, actor);
      from = from == null ? RetryFrom.FAILED_STEP : from;
      version = version == null ? RetryVersion.PINNED : version;
      if (version == RetryVersion.LATEST) {
        Objects.requireNonNull(plan, "plan");
      }
    }
  }

  /**
   * Past a failed or waiting step.
   *
   * @param runId the run, or null for the only one that has such a step
   * @param nodeId the step, or null for the failed or waiting one
   */
  record Skip(String id, String actor, UUID runId, String nodeId) implements Act {
    public Skip {
      Identified.require(id, actor);
    }
  }

  record Cancel(String id, String actor, String reason) implements Act {
    public Cancel {
      Identified.require(id, actor);
    }
  }

  /**
   * @param choice one of the task's choices, or null when it has none
   * @param answer what the form asked for, or null
   */
  record AnswerTask(String id, String actor, UUID taskId, String choice, JsonNode answer)
      implements Act {
    public AnswerTask {
      Identified.require(id, actor);
      Objects.requireNonNull(taskId, "taskId");
    }
  }

  /**
   * To another version of the same flow.
   *
   * @param nodeMap old UX node id to new, where they differ
   */
  record Migrate(String id, String actor, PlanVersion plan, Map<String, String> nodeMap)
      implements Act {
    public Migrate {
      Identified.require(id, actor);
      Objects.requireNonNull(plan, "plan");
      nodeMap = nodeMap == null ? Map.of() : Map.copyOf(nodeMap);
    }
  }

  /** Changes to the entity's metadata by dotted path; null removes. */
  record SetMetadata(String id, String actor, JsonNode values) implements Act {
    public SetMetadata {
      Identified.require(id, actor);
      Objects.requireNonNull(values, "values");
    }
  }

  /**
   * Run control of a path that runs inside the journey.
   *
   * @param timers how {@code PAUSE} treats timers; null freezes them
   * @param mode how {@code RESUME} goes on; null continues
   */
  record ControlRun(
      String id, String actor, UUID runId, RunControl control, TimerMode timers, ResumeMode mode)
      implements Act {
    public ControlRun {
      Identified.require(id, actor);
      Objects.requireNonNull(runId, "runId");
      Objects.requireNonNull(control, "control");
      timers = timers == null ? TimerMode.FREEZE : timers;
      mode = mode == null ? ResumeMode.CONTINUE : mode;
    }

    /** With the defaults for timers and mode. */
    public ControlRun(String id, String actor, UUID runId, RunControl control) {
      this(id, actor, runId, control, null, null);
    }
  }

  /** Where a retry begins. */
  enum RetryFrom {
    /** Keeps what is done and the effect keys: nothing sent is sent again. */
    FAILED_STEP,
    /** All over again; effects may happen again. */
    START
  }

  /** Which version of the system flow a retry runs. */
  enum RetryVersion {
    PINNED,
    LATEST
  }

  /** What run control can do to a run. */
  enum RunControl {
    PAUSE,
    RESUME,
    CANCEL,
    KILL
  }

  /** What it is called: as update, and in an {@code intervene} signal. */
  default String name() {
    return switch (this) {
      case Move act -> "move";
      case Advance act -> "advance";
      case Pause act -> "pause";
      case Resume act -> "resume";
      case Retry act -> "retry";
      case Skip act -> "skip";
      case Cancel act -> "cancel";
      case AnswerTask act -> "answerTask";
      case Migrate act -> "migrate";
      case SetMetadata act -> "setMetadata";
      case ControlRun act -> "controlRun";
    };
  }
}
