package dev.stitch.machine;

import dev.stitch.plan.PathPlan;
import dev.stitch.step.Wait;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Which acts a run refuses, and why. Looks at the state only and changes nothing. */
final class RunActRules {

  private final PathPlan plan;
  private final PathState state;

  RunActRules(PathPlan plan, PathState state) {
    this.plan = plan;
    this.state = state;
  }

  Optional<Refusal> check(RunAct act) {
    Seen seen = state.seen().get(act.id());
    if (seen != null) {
      return Optional.ofNullable(seen.refusal());
    }
    if (state.status().isFinal()) {
      return refuse(
          Refusal.Code.CLOSED,
          "run " + state.runId() + " is " + state.status().name().toLowerCase(Locale.ROOT));
    }
    return switch (act) {
      case RunAct.Pause pause -> checkPause(state);
      case RunAct.Resume resume -> checkResume(state);
      case RunAct.Cancel cancel -> Optional.empty();
      case RunAct.Skip skip -> checkSkip(skip.nodeId());
      case RunAct.Answer answer -> checkAnswer(answer);
    };
  }

  static Optional<Refusal> checkPause(PathState path) {
    return path.pauses().heldBy(PauseOwner.RUN)
        ? refuse(Refusal.Code.WRONG_STATE, "the run is already paused")
        : Optional.empty();
  }

  static Optional<Refusal> checkResume(PathState path) {
    if (path.pauses().heldBy(PauseOwner.RUN)) {
      return Optional.empty();
    }
    return refuse(
        Refusal.Code.WRONG_STATE,
        path.pauses().any()
            ? "the run itself is not paused; it is " + path.pauses().describe()
            : "the run is not paused");
  }

  private Optional<Refusal> checkSkip(String nodeId) {
    return nodeId != null && plan.step(nodeId).isEmpty()
        ? refuse(Refusal.Code.INVALID, "nodeId: the run has no node " + nodeId)
        : checkSkip(state, nodeId);
  }

  /**
   * Whether a step of a run that has not ended may be passed.
   *
   * @param nodeId a node of the run, or null for the one that waits or runs
   */
  static Optional<Refusal> checkSkip(PathState path, String nodeId) {
    if (nodeId == null) {
      return path.nodes().values().stream().anyMatch(node -> !node.status().isSettled())
          ? Optional.empty()
          : refuse(Refusal.Code.WRONG_STATE, "no step of the run waits or runs");
    }
    return switch (path.status(nodeId)) {
      case RUNNING, WAITING -> Optional.empty();
      case PENDING -> refuse(Refusal.Code.WRONG_STATE, "nodeId: " + nodeId + " has not begun");
      case COMPLETED, FAILED, SKIPPED, CANCELLED -> alreadyPassed(nodeId);
    };
  }

  static Optional<Refusal> alreadyPassed(String nodeId) {
    return refuse(Refusal.Code.WRONG_STATE, "nodeId: " + nodeId + " is over already");
  }

  private Optional<Refusal> checkAnswer(RunAct.Answer answer) {
    Optional<String> problem = JsonBounds.problem("answer", answer.answer(), JsonBounds.METADATA);
    if (problem.isPresent()) {
      return refuse(Refusal.Code.INVALID, problem.get());
    }
    Optional<PathPlan.Step> asking =
        asking(plan, state.runId(), state.execution(), answer.taskId());
    NodeState node = asking.map(step -> state.nodes().get(step.id())).orElse(null);
    if (node == null) {
      return refuse(Refusal.Code.NOT_FOUND, "the run has no task " + answer.taskId());
    }
    if (!(node.waiting() instanceof Wait.Person person)) {
      return refuse(
          Refusal.Code.WRONG_STATE,
          "task %s is not open any more: its step %s is %s"
              .formatted(
                  answer.taskId(),
                  asking.get().id(),
                  node.status().name().toLowerCase(Locale.ROOT)));
    }
    boolean chosen = answer.choice() != null && person.choices().contains(answer.choice());
    return chosen || person.choices().isEmpty()
        ? Optional.empty()
        : refuse(
            Refusal.Code.INVALID, "choice: choose one of " + String.join(", ", person.choices()));
  }

  /** The step of a run that asks under this id when it comes to it. */
  static Optional<PathPlan.Step> asking(PathPlan plan, UUID runId, int execution, UUID taskId) {
    return plan.steps().stream()
        .filter(step -> OpenTask.ofStep(runId, step.id(), execution).equals(taskId))
        .findFirst();
  }

  private static Optional<Refusal> refuse(Refusal.Code code, String message) {
    return Optional.of(new Refusal(code, message));
  }
}
