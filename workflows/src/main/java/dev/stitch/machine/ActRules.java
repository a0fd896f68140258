package dev.stitch.machine;

import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which acts a journey refuses, and why. Looks at the state only and changes nothing. */
final class ActRules {

  private final PlanLookup plans;
  private final JourneyState state;

  ActRules(PlanLookup plans, JourneyState state) {
    this.plans = plans;
    this.state = state;
  }

  Optional<Refusal> check(Act act) {
    Seen seen = state.seen().get(act.id());
    if (seen != null) {
      return Optional.ofNullable(seen.refusal());
    }
    if (state.closed() != null) {
      return refuse(
          Refusal.Code.CLOSED, "the journey is " + state.closed().name().toLowerCase(Locale.ROOT));
    }
    return switch (act) {
      case Act.Move move -> checkMove(move.uxNodeId());
      case Act.Advance advance -> Optional.empty();
      case Act.Pause pause ->
          state.pauses().heldBy(pause.owner())
              ? refuse(Refusal.Code.WRONG_STATE, "it is already paused by " + pause.owner())
              : Optional.empty();
      case Act.Resume resume ->
          state.pauses().heldBy(resume.owner())
              ? Optional.empty()
              : refuse(Refusal.Code.WRONG_STATE, "it is not paused by " + resume.owner());
      case Act.Retry retry -> checkRetry(retry);
      case Act.Skip skip -> checkSkip(skip);
      case Act.Cancel cancel -> Optional.empty();
      case Act.AnswerTask answer -> checkAnswer(answer);
      case Act.Migrate migrate -> checkMigrate(migrate);
      case Act.SetMetadata set -> checkMetadata(set);
      case Act.ControlRun control -> checkControl(control);
    };
  }

  private Optional<Refusal> checkMetadata(Act.SetMetadata set) {
    if (!set.values().isObject()) {
      return refuse(Refusal.Code.INVALID, "metadata values must be an object by path");
    }
    if (state.rules() < Rules.BOUNDED) {
      return Optional.empty();
    }
    return JsonBounds.problem("values", set.values(), JsonBounds.METADATA)
        .or(
            () ->
                JsonBounds.problem(
                    "metadata",
                    Metadata.apply(state.metadata(), set.values()),
                    JsonBounds.METADATA))
        .map(why -> new Refusal(Refusal.Code.INVALID, why));
  }

  private Optional<Refusal> checkMove(String uxNodeId) {
    return plans.journey(state.plan().hash()).stage(uxNodeId).isPresent()
        ? Optional.empty()
        : refuse(
            Refusal.Code.INVALID,
            "uxNodeId: " + uxNodeId + " is not a UX node of version " + state.plan().version());
  }

  private Optional<Refusal> checkRetry(Act.Retry retry) {
    List<PathSlot> failed = failed(retry.runId());
    if (failed.isEmpty()) {
      return JourneyMachine.stuck(state.phase()) && retry.runId() == null
          ? Optional.empty()
          : refuse(
              Refusal.Code.WRONG_STATE,
              retry.runId() == null
                  ? "no path of this stage has failed"
                  : "run " + retry.runId() + " is not a failed run of this stage");
    }
    if (retry.version() == Act.RetryVersion.LATEST) {
      if (failed.size() > 1) {
        return refuse(Refusal.Code.INVALID, "runId: name the run to retry with the latest version");
      }
      return checkLatest(failed.getFirst(), retry);
    }
    return Optional.empty();
  }

  /** A completed node that changed would be kept although it is another step now. */
  private Optional<Refusal> checkLatest(PathSlot slot, Act.Retry retry) {
    if (retry.from() == Act.RetryFrom.START || slot.resume() == null) {
      return Optional.empty();
    }
    PathPlan old = plans.path(slot.flow().plan().hash());
    PathPlan latest = plans.path(retry.plan().hash());
    for (Map.Entry<String, NodeState> entry : slot.resume().nodes().entrySet()) {
      if (entry.getValue().status() != NodeStatus.COMPLETED) {
        continue;
      }
      String id = entry.getKey();
      Optional<String> oldType = old.step(id).map(PathPlan.Step::type);
      if (!oldType.equals(latest.step(id).map(PathPlan.Step::type))) {
        return refuse(
            Refusal.Code.WRONG_STATE,
            "version "
                + retry.plan().version()
                + " changed the completed node "
                + id
                + "; retry from start or with the pinned version");
      }
    }
    return Optional.empty();
  }

  private Optional<Refusal> checkSkip(Act.Skip skip) {
    Optional<PathSlot> found = toSkip(state, skip.runId());
    if (found.isEmpty()) {
      return refuse(Refusal.Code.WRONG_STATE, "nothing failed or waits here that could be skipped");
    }
    PathSlot slot = found.get();
    if (skip.nodeId() != null
        && plans.path(slot.flow().plan().hash()).step(skip.nodeId()).isEmpty()) {
      return refuse(Refusal.Code.INVALID, "nodeId: the run has no node " + skip.nodeId());
    }
    if (slot.needsPerson()) {
      return checkSkipEnded(slot, skip.nodeId());
    }
    return slot.inline() == null
        ? Optional.empty()
        : RunActRules.checkSkip(slot.inline(), skip.nodeId());
  }

  private static Optional<Refusal> checkSkipEnded(PathSlot slot, String nodeId) {
    if (slot.resume() == null) {
      return refuse(
          Refusal.Code.WRONG_STATE, "the run was killed and kept no node states; retry it instead");
    }
    if (nodeId == null && slot.failedNodeId() == null) {
      return refuse(Refusal.Code.INVALID, "nodeId: name the node to skip; none failed");
    }
    NodeState node = nodeId == null ? null : slot.resume().nodes().get(nodeId);
    return node != null && node.passed() ? RunActRules.alreadyPassed(nodeId) : Optional.empty();
  }

  /** The node that a skip without a name passes in a run that has ended, or null. */
  static String nodeToSkip(PathEnd end) {
    return end.resume() == null ? null : end.failedNodeId();
  }

  /** The slot a skip means: the named one, else a failed one, else one that is live. */
  static Optional<PathSlot> toSkip(JourneyState state, UUID runId) {
    List<PathSlot> candidates =
        state.slots().values().stream()
            .filter(slot -> runId == null || slot.runId().equals(runId))
            .filter(slot -> slot.needsPerson() || slot.live())
            .toList();
    return candidates.stream()
        .filter(PathSlot::needsPerson)
        .findFirst()
        .or(() -> candidates.stream().findFirst());
  }

  private Optional<Refusal> checkAnswer(Act.AnswerTask answer) {
    Optional<String> problem =
        state.rules() < Rules.BOUNDED
            ? Optional.empty()
            : JsonBounds.problem("answer", answer.answer(), JsonBounds.METADATA);
    if (problem.isPresent()) {
      return refuse(Refusal.Code.INVALID, problem.get());
    }
    OpenTask task = state.tasks().get(answer.taskId());
    if (task == null) {
      return childTask(answer.taskId()).isPresent()
          ? Optional.empty()
          : refuse(Refusal.Code.NOT_FOUND, "the journey has no open task " + answer.taskId());
    }
    if (!task.choices().isEmpty()
        && (answer.choice() == null || !task.choices().contains(answer.choice()))) {
      return refuse(
          Refusal.Code.INVALID, "choice: choose one of " + String.join(", ", task.choices()));
    }
    if ("move".equals(answer.choice()) && task.kind() == OpenTask.Kind.BLOCKED) {
      return answer.answer() == null || !answer.answer().path("uxNodeId").isTextual()
          ? refuse(Refusal.Code.INVALID, "answer.uxNodeId: name the UX node to move to")
          : checkMove(answer.answer().get("uxNodeId").textValue());
    }
    if ("skip".equals(answer.choice()) && task.kind() == OpenTask.Kind.BLOCKED) {
      return checkSkip(new Act.Skip(answer.id(), answer.actor(), task.runId(), null));
    }
    return Optional.empty();
  }

  /** The live child path whose {@code human.task} step asks under this id. */
  Optional<PathSlot> childTask(UUID taskId) {
    return state.slots().values().stream()
        .filter(slot -> slot.live() && slot.inline() == null)
        .filter(
            slot ->
                RunActRules.asking(
                        plans.path(slot.flow().plan().hash()),
                        slot.runId(),
                        slot.execution(),
                        taskId)
                    .isPresent())
        .findFirst();
  }

  private Optional<Refusal> checkMigrate(Act.Migrate migrate) {
    if (state.nodeId() == null) {
      return refuse(Refusal.Code.WRONG_STATE, "the journey has not begun");
    }
    JourneyPlan target = plans.journey(migrate.plan().hash());
    String node = migrate.nodeMap().getOrDefault(state.nodeId(), state.nodeId());
    return target.stage(node).isPresent()
        ? Optional.empty()
        : refuse(
            Refusal.Code.INVALID,
            "nodeMap: version "
                + migrate.plan().version()
                + " has no UX node "
                + node
                + "; map "
                + state.nodeId()
                + " to one it has");
  }

  private Optional<Refusal> checkControl(Act.ControlRun control) {
    PathSlot slot = state.slots().get(control.runId());
    if (slot == null || slot.inline() == null) {
      return refuse(
          Refusal.Code.WRONG_STATE, "run " + control.runId() + " does not run inside this journey");
    }
    return switch (control.control()) {
      case PAUSE -> RunActRules.checkPause(slot.inline());
      case RESUME -> RunActRules.checkResume(slot.inline());
      case CANCEL, KILL -> Optional.empty();
    };
  }

  /** The failed paths of this stage: the named one, or all. */
  List<PathSlot> failed(UUID runId) {
    return state.slots().values().stream()
        .filter(PathSlot::needsPerson)
        .filter(slot -> runId == null || slot.runId().equals(runId))
        .toList();
  }

  private static Optional<Refusal> refuse(Refusal.Code code, String message) {
    return Optional.of(new Refusal(code, message));
  }
}
