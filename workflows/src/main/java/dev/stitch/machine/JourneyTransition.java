package dev.stitch.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.machine.JourneyState.Phase;
import dev.stitch.model.EntityStatus;
import dev.stitch.plan.JourneyPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transition of a journey while it is being made: what happens to the entity at its stage, and
 * the one way it moves, {@link #enter}. Used by {@link JourneyMachine} and by each {@link Act}
 * alone.
 */
final class JourneyTransition {

  /** Characters of an event's id or name. */
  private static final int LONGEST_NAME = 500;

  final JourneyDraft draft;
  final StagePaths paths;

  JourneyTransition(JourneyDraft draft, StagePaths paths) {
    this.draft = draft;
    this.paths = paths;
  }

  // ---- what happens ----

  void begin(JourneyInput.Began began) {
    if (draft.phase != Phase.NEW) {
      return;
    }
    draft.startedAt = draft.now;
    draft.record(
        JourneyEventType.JOURNEY_STARTED,
        null,
        began.actor(),
        JourneyDraft.detail().put("source", began.source()));
    if (began.paused()) {
      pause(PauseOwner.FLOW, TimerMode.FREEZE, began.actor());
    }
    JourneyPlan journey = draft.plans.journey(draft.plan.hash());
    enter(began.startNodeId() == null ? journey.start() : began.startNodeId(), began.actor());
  }

  void stageResolved(JourneyInput.StageResolved resolved) {
    if (draft.phase != Phase.RESOLVING || !draft.here(resolved.nodeId(), resolved.visit())) {
      return;
    }
    List<String> unpublished =
        resolved.flows().stream()
            .filter(flow -> flow.plan() == null)
            .map(MappedFlow::name)
            .toList();
    if (!unpublished.isEmpty()) {
      getStuck(
          Phase.UNPUBLISHED, "mapped here but never published: " + String.join(", ", unpublished));
      return;
    }
    draft.phase = Phase.WORKING;
    resolved.flows().forEach(flow -> paths.plan(flow, null));
    draft.events.removeIf(event -> !paths.mayAskFor(event));
  }

  void stageChecked(JourneyInput.StageChecked checked) {
    if (draft.checks == 0 || !draft.here(checked.nodeId(), checked.visit())) {
      return;
    }
    draft.checks--;
    if (checked.exit()) {
      end(
          EntityStatus.EXITED,
          JourneyEventType.JOURNEY_EXITED,
          JourneyDraft.JOURNEY,
          JourneyDraft.detail());
    } else if (checked.goal()) {
      draft.released = true;
    }
  }

  void edgeChosen(JourneyInput.EdgeChosen chosen) {
    if (draft.phase != Phase.CHOOSING || !draft.here(chosen.nodeId(), chosen.visit())) {
      return;
    }
    if (chosen.edgeId() == null) {
      getStuck(Phase.STUCK, chosen.explanation());
      return;
    }
    draft.stage().edges().stream()
        .filter(edge -> edge.id().equals(chosen.edgeId()))
        .findFirst()
        .ifPresentOrElse(
            edge -> enter(edge.target(), JourneyDraft.JOURNEY),
            () -> choose(JourneyDraft.JOURNEY)); // chosen among another version's edges
  }

  void timerFired(Instant due) {
    if (draft.pauses.any()) {
      return;
    }
    Instant over = draft.rules >= Rules.BOUNDED && draft.now.isAfter(due) ? draft.now : due;
    if (draft.deadline != null && !draft.deadline.isAfter(over)) {
      deadlinePassed();
    }
    for (PathSlot slot : List.copyOf(draft.slots.values())) {
      paths.inPath(slot.runId(), new PathInput.TimerFired(draft.now, due));
    }
  }

  void happened(ExternalEvent event) {
    if (draft.hasSeen(JourneyDraft.eventKey(event.id()))) {
      return;
    }
    Optional<String> problem = problem(event);
    if (problem.isPresent()) {
      draft.recordRefusal(event.source(), JourneyDraft.detail(), problem.get());
      return;
    }
    draft.remember(JourneyDraft.eventKey(event.id()), null);
    draft.record(
        JourneyEventType.EVENT_RECEIVED,
        null,
        event.source(),
        JourneyDraft.detail().put("id", event.id()).put("name", event.name()));
    paths.tellAll(new PathInput.EventArrived(draft.now, event));
    keep(event);
    JourneyPlan.Stage stage = draft.stage();
    if (stage.advance() == JourneyPlan.Advance.ON_EVENT && event.name().equals(stage.event())) {
      draft.released = true;
    }
    draft.askWhetherOver(event);
  }

  /** Why an event cannot be taken in; the API refuses such before it accepts them. */
  private Optional<String> problem(ExternalEvent event) {
    if (draft.rules < Rules.BOUNDED) {
      return Optional.empty();
    }
    if (event.id().length() > LONGEST_NAME || event.name().length() > LONGEST_NAME) {
      return Optional.of("id, name: at most " + LONGEST_NAME + " characters are allowed");
    }
    return JsonBounds.problem("data", event.data(), JsonBounds.EVENT);
  }

  /** A path that begins later in this stage is given what arrived before. */
  private void keep(ExternalEvent event) {
    if (draft.rules >= Rules.BOUNDED && (resolving() || paths.mayAskFor(event))) {
      draft.events.add(event);
      KeptEvents.makeRoom(draft.events, Integer.MAX_VALUE);
    }
  }

  private boolean resolving() {
    return draft.phase == Phase.RESOLVING || draft.phase == Phase.UNPUBLISHED;
  }

  // ---- the one way an entity moves ----

  /** Leaves where it stands, whatever still runs there, and enters a UX node of the pinned plan. */
  void enter(String target, String actor) {
    String from = draft.nodeId;
    clearStage();
    JourneyPlan.Stage stage = draft.plans.journey(draft.plan.hash()).stage(target).orElseThrow();
    draft.standAt(target);
    draft.enteredAt = draft.now;
    setDeadline(stage);
    draft.recordMove(from, target, actor);
    resolve();
    draft.askWhetherOver(null);
  }

  private void resolve() {
    draft.phase = Phase.RESOLVING;
    draft.add(
        new JourneyCommand.RunLocally(new JourneyWork.ResolveStage(draft.node(), draft.visit())));
  }

  /** Tries again what found no way on. */
  void unstick(String actor) {
    Phase was = draft.phase;
    withdrawQuestions(actor);
    if (was == Phase.UNPUBLISHED) {
      resolve();
    } else {
      choose(actor);
    }
  }

  /**
   * A flow that is mapped here by now begins, too; while the stage is resolved, with the others.
   */
  void startMapped(MappedFlow flow, String actor) {
    paths.plan(flow, actor);
    if (draft.phase != Phase.RESOLVING) {
      withdrawQuestions(actor);
      draft.phase = Phase.WORKING;
    }
  }

  /** The next run of a path begins, so that the stage is not done, whatever it asked. */
  void restart(PathSlot old, PathSlot next, JourneyEventType type, String actor, ObjectNode about) {
    if (old.taskId() != null) {
      draft.closeTask(old.taskId(), TaskChange.Closing.CANCELLED, null, null, actor);
    }
    draft.record(type, old.runId(), actor, about.put("newRunId", next.runId().toString()));
    paths.replace(old, next);
    withdrawQuestions(actor);
    draft.phase = Phase.WORKING;
  }

  /** Whether to leave and where to are no questions any more; the deadline's is. */
  private void withdrawQuestions(String actor) {
    draft.closeTasks(
        task ->
            task.kind() == OpenTask.Kind.APPROVAL
                || (task.kind() == OpenTask.Kind.BLOCKED && task.runId() == null),
        actor);
  }

  /** What follows from any event: starts what can start and leaves what is done. */
  void settle() {
    if (draft.closed != null
        || draft.checks > 0
        || draft.pauses.any()
        || (draft.phase != Phase.WORKING && draft.phase != Phase.UNPUBLISHED)) {
      return;
    }
    if (draft.released) {
      paths.clear(); // what the stage is done with must not act while a way on is looked for
      draft.closeTasks(task -> true, JourneyDraft.JOURNEY);
      leave();
      return;
    }
    if (draft.phase == Phase.UNPUBLISHED) {
      return;
    }
    int open;
    do {
      open = paths.open();
      paths.startNextGroup();
    } while (paths.open() < open && draft.checks == 0);
    if (draft.checks == 0 && done()) {
      leave();
    }
  }

  private boolean done() {
    if (!paths.allCompleted()) {
      return false;
    }
    JourneyPlan.Stage stage = draft.stage();
    return switch (stage.advance()) {
      case MANUAL, ON_EVENT -> false;
      case AUTO -> true;
      case ON_PATH_COMPLETED -> !paths.none() || stage.last();
    };
  }

  /** Leaves the stage, asking a person first where the stage says so. */
  private void leave() {
    JourneyPlan.Stage stage = draft.stage();
    if (stage.humanApproval()) {
      draft.phase = Phase.APPROVAL;
      draft.openTask(
          OpenTask.Kind.APPROVAL,
          null,
          "Let the entity leave " + stage.label() + "?",
          null,
          List.of("approve", "cancel"));
    } else {
      choose(JourneyDraft.JOURNEY);
    }
  }

  /** Takes the UX edge out, or ends the journey where there is none. */
  void choose(String actor) {
    withdrawQuestions(actor);
    List<JourneyPlan.UxEdge> edges = draft.stage().edges();
    if (edges.isEmpty()) {
      end(EntityStatus.COMPLETED, JourneyEventType.JOURNEY_COMPLETED, actor, JourneyDraft.detail());
    } else if (edges.size() == 1 && edges.getFirst().condition() == null) {
      enter(edges.getFirst().target(), actor);
    } else {
      draft.phase = Phase.CHOOSING;
      draft.add(
          new JourneyCommand.RunLocally(new JourneyWork.ChooseEdge(draft.node(), draft.visit())));
    }
  }

  void end(EntityStatus status, JourneyEventType type, String actor, ObjectNode why) {
    clearStage();
    draft.phase = Phase.ENDED;
    draft.closed = status;
    draft.endedAt = draft.now;
    draft.deadline = null;
    draft.record(type, null, actor, why);
  }

  private void clearStage() {
    paths.clear();
    draft.closeTasks(task -> true, JourneyDraft.JOURNEY);
    draft.checks = 0;
    draft.released = false;
    draft.frozen = null;
    draft.events.clear();
  }

  private void getStuck(Phase how, @Nullable String explanation) {
    draft.phase = how;
    draft.openTask(
        OpenTask.Kind.BLOCKED,
        null,
        "No way leads on from " + draft.stage().label(),
        explanation,
        List.of("retry", "move", "cancel"));
  }

  /** Stands at the node of another version that its present one maps to; what runs goes on. */
  void migrate(PlanVersion to, String mappedNode, String actor) {
    String from = draft.node();
    boolean passed = draft.stage().deadline() != null && draft.deadline == null;
    draft.plan = to;
    draft.record(
        JourneyEventType.MIGRATED, null, actor, JourneyDraft.detail().put("version", to.version()));
    if (!mappedNode.equals(from)) {
      draft.standAt(mappedNode);
      draft.recordMove(from, mappedNode, actor);
      askAgain();
    }
    if (draft.stage().deadline() == null) {
      draft.deadline = null;
      draft.frozen = null;
    } else if (!passed && draft.frozen == null) {
      setDeadline(draft.stage());
    }
  }

  /** What was asked about the node of the old version is not answered for this one. */
  private void askAgain() {
    if (draft.checks > 0) {
      draft.checks = 0;
      draft.askWhetherOver(null);
    }
    if (draft.phase == Phase.RESOLVING) {
      resolve();
    } else if (draft.phase == Phase.CHOOSING) {
      choose(JourneyDraft.JOURNEY);
    }
  }

  // ---- deadlines and pauses ----

  private void setDeadline(JourneyPlan.Stage stage) {
    draft.deadline = stage.deadline() == null ? null : draft.entered().plus(stage.deadline());
    if (draft.deadline != null && draft.pauses.frozen()) {
      draft.frozen = stage.deadline();
    }
  }

  private void deadlinePassed() {
    draft.deadline = null;
    draft.record(
        JourneyEventType.DEADLINE_PASSED,
        null,
        JourneyDraft.JOURNEY,
        JourneyDraft.detail().put("nodeId", draft.nodeId));
    JourneyPlan.Stage stage = draft.stage();
    if (stage.timeoutEdge() != null) {
      enter(stage.timeoutEdge().target(), JourneyDraft.JOURNEY);
    } else {
      draft.openTask(
          OpenTask.Kind.DEADLINE,
          null,
          "Stayed too long in " + stage.label(),
          null,
          List.of("advance", "stay", "cancel"));
    }
  }

  void pause(PauseOwner owner, TimerMode timers, String actor) {
    draft.pauses = draft.pauses.with(owner, timers);
    if (draft.pauses.frozen() && draft.deadline != null && draft.frozen == null) {
      draft.frozen = Duration.between(draft.now, draft.deadline);
    }
    paths.tellAll(new PathInput.Paused(draft.now, owner, timers));
    draft.record(
        JourneyEventType.PAUSED,
        null,
        actor,
        JourneyDraft.detail().put("owner", owner.name()).put("timers", timers.name()));
  }

  void resume(PauseOwner owner, ResumeMode mode, String actor) {
    draft.pauses = draft.pauses.without(owner);
    if (!draft.pauses.frozen() && draft.frozen != null) {
      draft.deadline = draft.now.plus(draft.frozen);
      draft.frozen = null;
    }
    paths.tellAll(new PathInput.Resumed(draft.now, owner, mode));
    draft.record(
        JourneyEventType.RESUMED,
        null,
        actor,
        JourneyDraft.detail().put("owner", owner.name()).put("mode", mode.name()));
  }
}
