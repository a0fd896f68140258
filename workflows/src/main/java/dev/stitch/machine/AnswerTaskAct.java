package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers a human task: one of a step, which goes to its path, or one that the journey itself asks,
 * whose choices are acts.
 *
 * @param choice one of the task's choices, or null when it has none
 * @param answer what the form asked for, or null
 */
public record AnswerTaskAct(
    String id, String actor, UUID taskId, @Nullable String choice, @Nullable JsonNode answer)
    implements Act {

  public AnswerTaskAct {
    Identified.require(id, actor);
    Objects.requireNonNull(taskId, "taskId");
  }

  @Override
  public Optional<Refusal> check(JourneyState state, PlanLookup plans) {
    Optional<String> problem =
        state.rules() < Rules.BOUNDED
            ? Optional.empty()
            : JsonBounds.problem("answer", answer, JsonBounds.METADATA);
    if (problem.isPresent()) {
      return Refusal.of(Refusal.Code.INVALID, problem.get());
    }
    OpenTask task = state.tasks().get(taskId);
    if (task == null) {
      return childAsking(state, plans).isPresent()
          ? Optional.empty()
          : Refusal.of(Refusal.Code.NOT_FOUND, "the journey has no open task " + taskId);
    }
    if (!task.choices().isEmpty() && (choice == null || !task.choices().contains(choice))) {
      return Refusal.of(
          Refusal.Code.INVALID, "choice: choose one of " + String.join(", ", task.choices()));
    }
    if ("move".equals(choice) && task.kind() == OpenTask.Kind.BLOCKED) {
      return answer == null || !answer.path("uxNodeId").isTextual()
          ? Refusal.of(Refusal.Code.INVALID, "answer.uxNodeId: name the UX node to move to")
          : move().check(state, plans);
    }
    if ("skip".equals(choice) && task.kind() == OpenTask.Kind.BLOCKED) {
      return skip(task).check(state, plans);
    }
    return Optional.empty();
  }

  @Override
  public void apply(JourneyTransition journey) {
    JourneyDraft draft = journey.draft;
    OpenTask task = draft.tasks.get(taskId);
    if (task == null) {
      PathSlot slot = childAsking(draft.state(), draft.plans).orElseThrow();
      record(draft, slot.runId());
      journey.paths.tell(slot, answered(draft));
      return;
    }
    record(draft, task.runId());
    if (task.kind() == OpenTask.Kind.STEP) {
      journey.paths.tell(draft.slot(task.runId()), answered(draft));
      return;
    }
    draft.closeTask(task.id(), TaskChange.Closing.ANSWERED, choice, answer, actor);
    chosen(task).ifPresent(act -> act.apply(journey));
  }

  private void record(JourneyDraft draft, @Nullable UUID runId) {
    ObjectNode about = JourneyDraft.detail().put("taskId", taskId.toString());
    if (choice != null) {
      about.put("choice", choice);
    }
    draft.record(JourneyEventType.TASK_ANSWERED, runId, actor, about);
  }

  private PathInput answered(JourneyDraft draft) {
    return new PathInput.TaskAnswered(draft.now, taskId, choice, answer, actor);
  }

  /** The act that the choice stands for; none for a task without choices and for {@code stay}. */
  private Optional<Act> chosen(OpenTask task) {
    return switch (choice) {
      case "retry" ->
          Optional.of(
              new RetryAct(
                  id, actor, task.runId(), RetryFrom.FAILED_STEP, RetryVersion.PINNED, null));
      case "skip" -> Optional.of(skip(task));
      case "move" -> Optional.of(move());
      case "approve", "advance" -> Optional.of(new AdvanceAct(id, actor));
      case "cancel" -> Optional.of(new CancelAct(id, actor, task.title()));
      case null, default -> Optional.empty();
    };
  }

  private MoveAct move() {
    return new MoveAct(id, actor, Objects.requireNonNull(answer).get("uxNodeId").textValue());
  }

  private SkipAct skip(OpenTask task) {
    return new SkipAct(id, actor, task.runId(), null);
  }

  /** The live child path whose {@code human.task} step asks under this id. */
  private Optional<PathSlot> childAsking(JourneyState state, PlanLookup plans) {
    return state.slots().values().stream()
        .filter(slot -> slot.live() && slot.inline() == null)
        .filter(
            slot ->
                RunAct.Answer.asking(
                        plans.path(slot.flow().published().hash()),
                        slot.runId(),
                        slot.execution(),
                        taskId)
                    .isPresent())
        .findFirst();
  }
}
