package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.Wait;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person or the API does to a run that is a workflow of its own: its arguments, whether it
 * is refused, and its effect. Each is a Temporal update. A run inside a journey is reached by
 * {@link ControlRunAct}, {@link SkipAct} and {@link AnswerTaskAct} instead.
 */
public sealed interface RunAct {

  /** Every act by its name. */
  Map<String, Class<? extends RunAct>> BY_NAME = ActNames.byName(RunAct.class);

  /** The same id is the same act: it is done once and answered the same again. */
  String id();

  /** Who does it, e.g. {@code user:ada}; never an email address. */
  String actor();

  /** What it is called as an update. */
  default String name() {
    return ActNames.of(getClass());
  }

  /** Why a run that goes on does not allow it now; looks at the state and changes nothing. */
  Optional<Refusal> check(PathState state, PathPlan plan);

  /** What happens to the path when it is done. */
  PathInput effect(Instant at);

  /**
   * @param timers how timers are treated; null freezes them
   */
  record Pause(String id, String actor, TimerMode timers) implements RunAct {
    public Pause {
      Identified.require(id, actor);
      timers = timers == null ? TimerMode.FREEZE : timers;
    }

    @Override
    public Optional<Refusal> check(PathState state, PathPlan plan) {
      return check(state);
    }

    static Optional<Refusal> check(PathState state) {
      return state.pauses().heldBy(PauseOwner.RUN)
          ? Refusal.of(Refusal.Code.WRONG_STATE, "the run is already paused")
          : Optional.empty();
    }

    @Override
    public PathInput effect(Instant at) {
      return new PathInput.Paused(at, PauseOwner.RUN, timers);
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

    @Override
    public Optional<Refusal> check(PathState state, PathPlan plan) {
      return check(state);
    }

    static Optional<Refusal> check(PathState state) {
      if (state.pauses().heldBy(PauseOwner.RUN)) {
        return Optional.empty();
      }
      return Refusal.of(
          Refusal.Code.WRONG_STATE,
          state.pauses().any()
              ? "the run itself is not paused; it is " + state.pauses().describe()
              : "the run is not paused");
    }

    @Override
    public PathInput effect(Instant at) {
      return new PathInput.Resumed(at, PauseOwner.RUN, mode);
    }
  }

  /** Ends the run, and what it has called, as cancelled. */
  record Cancel(String id, String actor) implements RunAct {
    public Cancel {
      Identified.require(id, actor);
    }

    @Override
    public Optional<Refusal> check(PathState state, PathPlan plan) {
      return Optional.empty();
    }

    @Override
    public PathInput effect(Instant at) {
      return new PathInput.CancelRequested(at);
    }
  }

  /**
   * Past a waiting or running step.
   *
   * @param nodeId the step, or null for the first that waits or else runs
   */
  record Skip(String id, String actor, @Nullable String nodeId) implements RunAct {
    public Skip {
      Identified.require(id, actor);
    }

    @Override
    public Optional<Refusal> check(PathState state, PathPlan plan) {
      return nodeId != null && plan.step(nodeId).isEmpty()
          ? Refusal.of(Refusal.Code.INVALID, "nodeId: the run has no node " + nodeId)
          : check(state, nodeId);
    }

    /**
     * Whether a step of a run that has not ended may be passed.
     *
     * @param nodeId a node of the run, or null for the one that waits or runs
     */
    static Optional<Refusal> check(PathState state, @Nullable String nodeId) {
      if (nodeId == null) {
        return state.nodes().values().stream().anyMatch(node -> !node.status().isSettled())
            ? Optional.empty()
            : Refusal.of(Refusal.Code.WRONG_STATE, "no step of the run waits or runs");
      }
      return switch (state.status(nodeId)) {
        case RUNNING, WAITING -> Optional.empty();
        case PENDING ->
            Refusal.of(Refusal.Code.WRONG_STATE, "nodeId: " + nodeId + " has not begun");
        case COMPLETED, FAILED, SKIPPED, CANCELLED -> alreadyPassed(nodeId);
      };
    }

    static Optional<Refusal> alreadyPassed(String nodeId) {
      return Refusal.of(Refusal.Code.WRONG_STATE, "nodeId: " + nodeId + " is over already");
    }

    @Override
    public PathInput effect(Instant at) {
      return new PathInput.Skipped(at, nodeId, actor);
    }
  }

  /**
   * Answers what a {@code human.task} step asks.
   *
   * @param choice one of the task's choices, or null when it has none
   * @param answer what the form asked for, or null
   */
  record Answer(
      String id, String actor, UUID taskId, @Nullable String choice, @Nullable JsonNode answer)
      implements RunAct {
    public Answer {
      Identified.require(id, actor);
      Objects.requireNonNull(taskId, "taskId");
    }

    @Override
    public Optional<Refusal> check(PathState state, PathPlan plan) {
      Optional<String> problem = JsonBounds.problem("answer", answer, JsonBounds.METADATA);
      if (problem.isPresent()) {
        return Refusal.of(Refusal.Code.INVALID, problem.get());
      }
      Optional<PathPlan.Step> asking = asking(plan, state.runId(), state.execution(), taskId);
      NodeState node = asking.map(step -> state.nodes().get(step.id())).orElse(null);
      if (node == null) {
        return Refusal.of(Refusal.Code.NOT_FOUND, "the run has no task " + taskId);
      }
      if (!(node.waiting() instanceof Wait.Person person)) {
        return Refusal.of(
            Refusal.Code.WRONG_STATE,
            "task %s is not open any more: its step %s is %s"
                .formatted(
                    taskId, asking.get().id(), node.status().name().toLowerCase(Locale.ROOT)));
      }
      boolean chosen = choice != null && person.choices().contains(choice);
      return chosen || person.choices().isEmpty()
          ? Optional.empty()
          : Refusal.of(
              Refusal.Code.INVALID, "choice: choose one of " + String.join(", ", person.choices()));
    }

    /** The step of a run that asks under this id when it comes to it. */
    static Optional<PathPlan.Step> asking(PathPlan plan, UUID runId, int execution, UUID taskId) {
      return plan.steps().stream()
          .filter(step -> OpenTask.ofStep(runId, step.id(), execution).equals(taskId))
          .findFirst();
    }

    @Override
    public PathInput effect(Instant at) {
      return new PathInput.TaskAnswered(at, taskId, choice, answer, actor);
    }
  }
}
