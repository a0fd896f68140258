package dev.stitch.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What acts do to a journey. Used by {@link JourneyMachine} alone. */
final class ActTransition {

  private final PlanLookup plans;
  private final JourneyTransition journey;

  ActTransition(PlanLookup plans, JourneyTransition journey) {
    this.plans = plans;
    this.journey = journey;
  }

  /** Does an act once; a refused one is remembered with its refusal and recorded, not done. */
  void apply(Act act) {
    if (journey.hasSeen(act.id())) {
      return;
    }
    Optional<Refusal> refusal = rules().check(act);
    journey.remember(act.id(), refusal.orElse(null));
    if (refusal.isPresent() && journey.state().closed() != null) {
      return; // nothing follows a journey's last event
    }
    if (refusal.isPresent()) {
      journey.record(
          JourneyEventType.EVENT_RECEIVED,
          null,
          act.actor(),
          JourneyTransition.detail()
              .put("id", act.id())
              .put("act", act.getClass().getSimpleName().toLowerCase(Locale.ROOT))
              .put("refused", refusal.get().message()));
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
      case Act.Migrate migrate -> migrate(migrate);
      case Act.SetMetadata set -> journey.changeMetadata(set.values());
      case Act.ControlRun control -> control(control);
    }
  }

  private ActRules rules() {
    return new ActRules(plans, journey.state());
  }

  private void advance(String actor) {
    journey.choose(actor);
  }

  private void cancel(String actor, String reason) {
    ObjectNode why = JourneyTransition.detail();
    if (reason != null) {
      why.put("reason", reason);
    }
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
          JourneyTransition.detail().put("from", retry.from().name().toLowerCase(Locale.ROOT)));
    }
  }

  private void skip(Act.Skip skip) {
    PathSlot slot = ActRules.toSkip(journey.state(), skip.runId()).orElseThrow();
    if (slot.needsPerson()) {
      String nodeId = skip.nodeId() == null ? slot.failedNodeId() : skip.nodeId();
      restart(
          slot,
          Slots.retried(slot, slot.flow().plan(), slot.execution(), passing(slot, nodeId)),
          JourneyEventType.SKIPPED,
          skip.actor(),
          JourneyTransition.detail().put("nodeId", nodeId));
    } else {
      journey.record(
          JourneyEventType.SKIPPED,
          slot.runId(),
          skip.actor(),
          JourneyTransition.detail().put("nodeId", skip.nodeId()));
      journey.tellPath(slot, new PathEvent.Skipped(journey.now(), skip.nodeId(), skip.actor()));
    }
  }

  private ResumePoint passing(PathSlot slot, String nodeId) {
    Map<String, NodeState> nodes = new HashMap<>(slot.resume().nodes());
    NodeState node = nodes.getOrDefault(nodeId, NodeState.skippedByBranch(slot.execution()));
    nodes.put(nodeId, node.closed(NodeStatus.SKIPPED, Passage.ORDINARY, journey.now()));
    return new ResumePoint(slot.resume().planHash(), nodes, slot.resume().metadata());
  }

  private void restart(
      PathSlot old, PathSlot next, JourneyEventType type, String actor, ObjectNode about) {
    if (old.taskId() != null) {
      journey.closeTask(old.taskId(), TaskChange.Closing.CANCELLED, null, null, actor);
    }
    journey.record(type, old.runId(), actor, about.put("newRunId", next.runId().toString()));
    journey.slots().remove(old.runId());
    journey.put(next);
  }

  private void answer(Act.AnswerTask answer) {
    OpenTask task = journey.tasks().get(answer.taskId());
    PathEvent.TaskAnswered answered =
        new PathEvent.TaskAnswered(
            journey.now(), answer.taskId(), answer.choice(), answer.answer(), answer.actor());
    ObjectNode about = JourneyTransition.detail().put("taskId", answer.taskId().toString());
    if (answer.choice() != null) {
      about.put("choice", answer.choice());
    }
    if (task == null) {
      PathSlot slot = rules().childTask(answer.taskId()).orElseThrow();
      journey.record(JourneyEventType.TASK_ANSWERED, slot.runId(), answer.actor(), about);
      journey.tellPath(slot, answered);
      return;
    }
    journey.record(JourneyEventType.TASK_ANSWERED, task.runId(), answer.actor(), about);
    if (task.kind() == OpenTask.Kind.STEP) {
      journey.tellPath(journey.slots().get(task.runId()), answered);
      return;
    }
    journey.closeTask(
        task.id(), TaskChange.Closing.ANSWERED, answer.choice(), answer.answer(), answer.actor());
    decide(task, answer);
  }

  private void decide(OpenTask task, Act.AnswerTask answer) {
    String actor = answer.actor();
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

  private void migrate(Act.Migrate migrate) {
    String from = journey.nodeId();
    String to = migrate.nodeMap().getOrDefault(from, from);
    journey.migrate(migrate.plan(), to);
    journey.record(
        JourneyEventType.MIGRATED,
        null,
        migrate.actor(),
        JourneyTransition.detail().put("version", migrate.plan().version()));
    if (!to.equals(from)) {
      journey.recordMove(from, to, migrate.actor());
    }
  }

  private void control(Act.ControlRun control) {
    PathSlot slot = journey.slots().get(control.runId());
    PathEvent event =
        switch (control.control()) {
          case PAUSE -> new PathEvent.Paused(journey.now(), PauseOwner.RUN, TimerMode.FREEZE);
          case RESUME -> new PathEvent.Resumed(journey.now(), PauseOwner.RUN, ResumeMode.CONTINUE);
          case CANCEL, KILL -> new PathEvent.CancelRequested(journey.now());
        };
    journey.tellPath(slot, event);
  }
}
