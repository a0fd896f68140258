package dev.stitch.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.EntityStatus;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What acts do to a journey. Used by {@link JourneyMachine} alone. */
final class ActTransition {

  private final JourneyDraft draft;
  private final StagePaths paths;
  private final JourneyTransition journey;

  ActTransition(JourneyDraft draft, StagePaths paths, JourneyTransition journey) {
    this.draft = draft;
    this.paths = paths;
    this.journey = journey;
  }

  /** Does an act once; a refused one is remembered with its refusal and recorded, not done. */
  void apply(Act act, Refusal vetted) {
    if (draft.hasSeen(act.id())) {
      return;
    }
    Optional<Refusal> refusal = vetted == null ? rules().check(act) : Optional.of(vetted);
    draft.remember(act.id(), refusal.orElse(null));
    if (refusal.isPresent() && draft.closed != null) {
      return; // nothing follows a journey's last event
    }
    if (refusal.isPresent()) {
      draft.recordRefusal(
          act.actor(),
          JourneyDraft.detail().put("id", act.id()).put("act", act.name()),
          refusal.get().message());
      return;
    }
    switch (act) {
      case Act.Move move -> journey.enter(move.uxNodeId(), move.actor());
      case Act.Advance advance -> advance(advance.actor());
      case Act.Pause pause -> journey.pause(pause.owner(), pause.timers(), pause.actor());
      case Act.Resume resume -> journey.resume(resume.owner(), resume.mode(), resume.actor());
      case Act.Retry retry -> retry(retry);
      case Act.Skip skip -> skip(skip);
      case Act.Cancel cancel -> cancel(cancel.actor(), cancel.reason());
      case Act.AnswerTask answer -> answer(answer);
      case Act.Migrate migrate ->
          journey.migrate(
              migrate.plan(),
              migrate.nodeMap().getOrDefault(draft.nodeId, draft.nodeId),
              migrate.actor());
      case Act.SetMetadata set -> journey.changeMetadata(set.values());
      case Act.ControlRun control -> control(control);
    }
  }

  private ActRules rules() {
    return new ActRules(draft.plans, draft.state());
  }

  private void advance(String actor) {
    journey.choose(actor);
  }

  private void cancel(String actor, String reason) {
    ObjectNode why = JourneyDraft.detail();
    if (reason != null) {
      why.put("reason", reason);
    }
    paths.cancelGuests();
    journey.end(EntityStatus.CANCELLED, JourneyEventType.JOURNEY_CANCELLED, actor, why);
  }

  private void retry(Act.Retry retry) {
    var failed = rules().failed(retry.runId());
    if (failed.isEmpty()) {
      journey.unstick(retry.actor());
      return;
    }
    for (PathSlot slot : failed) {
      boolean fromStart = retry.from() == Act.RetryFrom.START;
      PlanVersion plan =
          retry.version() == Act.RetryVersion.LATEST ? retry.plan() : slot.flow().plan();
      restart(
          slot,
          Slots.retried(
              slot,
              plan,
              fromStart ? slot.execution() + 1 : slot.execution(),
              fromStart ? null : slot.resume()),
          JourneyEventType.RETRIED,
          retry.actor(),
          JourneyDraft.detail().put("from", retry.from().name().toLowerCase(Locale.ROOT)));
    }
  }

  private void skip(Act.Skip skip) {
    PathSlot slot = ActRules.toSkip(draft.state(), skip.runId()).orElseThrow();
    if (slot.needsPerson()) {
      String nodeId = skip.nodeId() == null ? slot.failedNodeId() : skip.nodeId();
      restart(
          slot,
          Slots.retried(slot, slot.flow().plan(), slot.execution(), passing(slot, nodeId)),
          JourneyEventType.SKIPPED,
          skip.actor(),
          JourneyDraft.detail().put("nodeId", nodeId));
    } else {
      draft.record(
          JourneyEventType.SKIPPED,
          slot.runId(),
          skip.actor(),
          JourneyDraft.detail().put("nodeId", skip.nodeId()));
      paths.tell(slot, new PathInput.Skipped(draft.now, skip.nodeId(), skip.actor()));
    }
  }

  private ResumePoint passing(PathSlot slot, String nodeId) {
    Map<String, NodeState> nodes = new HashMap<>(slot.resume().nodes());
    NodeState node = nodes.getOrDefault(nodeId, NodeState.skippedByBranch(slot.execution()));
    nodes.put(nodeId, node.closed(NodeStatus.SKIPPED, Passage.ORDINARY, draft.now));
    return new ResumePoint(
        slot.resume().planHash(), nodes, slot.resume().metadata(), slot.resume().consumed());
  }

  private void restart(
      PathSlot old, PathSlot next, JourneyEventType type, String actor, ObjectNode about) {
    if (old.taskId() != null) {
      draft.closeTask(old.taskId(), TaskChange.Closing.CANCELLED, null, null, actor);
    }
    draft.record(type, old.runId(), actor, about.put("newRunId", next.runId().toString()));
    paths.replace(old, next);
    journey.workAgain(actor);
  }

  private void answer(Act.AnswerTask answer) {
    OpenTask task = draft.tasks.get(answer.taskId());
    PathInput.TaskAnswered answered =
        new PathInput.TaskAnswered(
            draft.now, answer.taskId(), answer.choice(), answer.answer(), answer.actor());
    ObjectNode about = JourneyDraft.detail().put("taskId", answer.taskId().toString());
    if (answer.choice() != null) {
      about.put("choice", answer.choice());
    }
    if (task == null) {
      PathSlot slot = rules().childTask(answer.taskId()).orElseThrow();
      draft.record(JourneyEventType.TASK_ANSWERED, slot.runId(), answer.actor(), about);
      paths.tell(slot, answered);
      return;
    }
    draft.record(JourneyEventType.TASK_ANSWERED, task.runId(), answer.actor(), about);
    if (task.kind() == OpenTask.Kind.STEP) {
      paths.tell(draft.slots.get(task.runId()), answered);
      return;
    }
    draft.closeTask(
        task.id(), TaskChange.Closing.ANSWERED, answer.choice(), answer.answer(), answer.actor());
    decide(task, answer);
  }

  private void decide(OpenTask task, Act.AnswerTask answer) {
    String actor = answer.actor();
    if (answer.choice() == null) {
      return; // a task without choices is answered, and nothing else changes
    }
    switch (answer.choice()) {
      case "retry" ->
          retry(
              new Act.Retry(
                  answer.id(), actor, task.runId(), Act.RetryFrom.FAILED_STEP, null, null));
      case "skip" -> skip(new Act.Skip(answer.id(), actor, task.runId(), null));
      case "move" -> journey.enter(answer.answer().get("uxNodeId").textValue(), actor);
      case "approve", "advance" -> advance(actor);
      case "cancel" -> cancel(actor, task.title());
      default -> {} // "stay": the task is closed and nothing else changes
    }
  }

  private void control(Act.ControlRun control) {
    PathSlot slot = draft.slots.get(control.runId());
    PathInput event =
        switch (control.control()) {
          case PAUSE -> new PathInput.Paused(draft.now, PauseOwner.RUN, control.timers());
          case RESUME -> new PathInput.Resumed(draft.now, PauseOwner.RUN, control.mode());
          case CANCEL -> new PathInput.CancelRequested(draft.now);
          case KILL -> new PathInput.KillRequested(draft.now);
        };
    paths.tell(slot, event);
  }
}
