package dev.stitch.machine;

import dev.stitch.graph.JourneyPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How an entity's journey goes. Pure: the same state and event always give the same transition.
 *
 * <p>There is one way that an entity moves, {@link JourneyTransition#enter}, and everything goes
 * through it.
 */
public final class JourneyMachine {

  private final PlanLookup plans;

  public JourneyMachine(PlanLookup plans) {
    this.plans = plans;
  }

  /** Applies one event. An event that no longer applies changes nothing. */
  public Transition<JourneyState, JourneyCommand> apply(JourneyState state, JourneyEvent event) {
    JourneyDraft draft = new JourneyDraft(plans, state, event.at());
    StagePaths paths = new StagePaths(draft);
    JourneyTransition next = new JourneyTransition(draft, paths);
    ActTransition acts = new ActTransition(draft, paths, next);
    if (state.closed() != null) {
      if (event instanceof JourneyEvent.Acted late) {
        acts.apply(late.act());
      }
      return draft.finish();
    }
    switch (event) {
      case JourneyEvent.Began began -> next.begin(began);
      case JourneyEvent.StageResolved resolved -> next.stageResolved(resolved);
      case JourneyEvent.StageChecked checked -> next.stageChecked(checked);
      case JourneyEvent.EdgeChosen chosen -> next.edgeChosen(chosen);
      case JourneyEvent.InPath inPath -> paths.inPath(inPath.runId(), inPath.happened());
      case JourneyEvent.PathEnded ended -> paths.pathEnded(ended);
      case JourneyEvent.PathWaiting waiting -> paths.pathWaiting(waiting);
      case JourneyEvent.TimerFired fired -> next.timerFired(fired.due());
      case JourneyEvent.Happened happened -> next.happened(happened.event());
      case JourneyEvent.Acted acted -> acts.apply(acted.act());
    }
    next.settle();
    return draft.finish();
  }

  /** Whether an act would be refused now, and why. */
  public Optional<Refusal> check(JourneyState state, Act act) {
    return new ActRules(plans, state).check(act);
  }

  /** The earliest instant at which something ends by itself; empty while nothing does. */
  public static Optional<Instant> deadline(JourneyState state) {
    if (state.closed() != null || state.pauses().any()) {
      return Optional.empty();
    }
    Stream<Instant> paths =
        state.slots().values().stream()
            .filter(slot -> slot.live() && slot.inline() != null)
            .flatMap(slot -> PathMachine.deadline(slot.inline()).stream());
    return Stream.concat(Optional.ofNullable(state.deadline()).stream(), paths)
        .min(Instant::compareTo);
  }

  /** Where the entity is. */
  public EntityStatus status(JourneyState state) {
    if (state.closed() != null) {
      return state.closed();
    }
    if (state.pauses().any()) {
      return EntityStatus.PAUSED;
    }
    if (blocked(state.phase(), state.slots())) {
      return EntityStatus.BLOCKED;
    }
    return waitingOn(state).isEmpty() ? EntityStatus.ACTIVE : EntityStatus.WAITING;
  }

  /** What holds the entity; empty while something runs. */
  public List<WaitingOn> waitingOn(JourneyState state) {
    List<WaitingOn> waits = new ArrayList<>();
    switch (state.phase()) {
      case NEW, RESOLVING, CHOOSING, ENDED -> {}
      case APPROVAL, STUCK ->
          state.tasks().values().stream()
              .filter(task -> task.runId() == null)
              .forEach(
                  task ->
                      waits.add(new WaitingOn("person", state.nodeId(), null, null, task.title())));
      case WORKING -> {
        boolean open = false;
        for (PathSlot slot : state.slots().values()) {
          if (!slot.live()) {
            continue;
          }
          open = true;
          List<WaitingOn> path =
              slot.inline() != null ? PathMachine.waitingOn(slot.inline()) : slot.waitingOn();
          if (path.isEmpty()) {
            return List.of();
          }
          waits.addAll(path);
        }
        addBlocking(state, waits);
        if (!open && waits.isEmpty() && state.checks() == 0) {
          waits.add(staying(state));
        }
      }
    }
    return waits;
  }

  /** Whether only a person can help. */
  static boolean blocked(JourneyState.Phase phase, Map<UUID, PathSlot> slots) {
    return phase == JourneyState.Phase.STUCK
        || slots.values().stream().anyMatch(PathSlot::needsPerson);
  }

  private static void addBlocking(JourneyState state, List<WaitingOn> waits) {
    for (PathSlot slot : state.slots().values()) {
      if (slot.needsPerson()) {
        String detail = slot.failure() == null ? "the path has ended" : slot.failure().message();
        waits.add(new WaitingOn("person", slot.failedNodeId(), slot.runId(), null, detail));
      }
    }
  }

  /** Why a stage with nothing running is not left. */
  private WaitingOn staying(JourneyState state) {
    JourneyPlan.Stage stage =
        plans.journey(state.plan().hash()).stage(state.nodeId()).orElseThrow();
    return stage.advance() == JourneyPlan.Advance.ON_EVENT
        ? new WaitingOn("event", stage.id(), null, state.deadline(), stage.event())
        : new WaitingOn("move", stage.id(), null, state.deadline(), "stays until it is moved on");
  }
}
