package dev.stitch.machine;

import dev.stitch.model.EntityStatus;
import dev.stitch.plan.JourneyPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How an entity's journey goes. Pure: the same state and event always give the same transition.
 *
 * <p>There is one way that an entity moves, {@link JourneyTransition#enter}, and everything goes
 * through it.
 */
public final class JourneyMachine
    implements Machine<JourneyState, JourneyInput, JourneyCommand, JourneyWork> {

  private final PlanLookup plans;

  public JourneyMachine(PlanLookup plans) {
    this.plans = new KnownPlans(plans);
  }

  @Override
  public Transition<JourneyState, JourneyCommand> apply(JourneyState state, JourneyInput event) {
    try {
      return transition(state, event);
    } catch (PlanUnavailable e) {
      throw e;
    } catch (RuntimeException hostile) {
      if (state.rules() < Rules.BOUNDED || !event.fromOutside()) {
        throw hostile;
      }
      // No signal may fail the workflow task, which Temporal would try again for ever.
      return refused(state, event, hostile);
    }
  }

  private Transition<JourneyState, JourneyCommand> refused(
      JourneyState state, JourneyInput event, RuntimeException hostile) {
    JourneyDraft draft = new JourneyDraft(plans, state, event.at());
    String why = "it cannot be carried out: " + hostile.getClass().getSimpleName();
    if (event instanceof JourneyInput.Acted acted) {
      draft.remember(acted.act().id(), new Refusal(Refusal.Code.INVALID, why));
    }
    if (state.closed() == null) {
      draft.recordRefusal("operator", JourneyDraft.detail(), why);
    }
    return draft.finish();
  }

  private Transition<JourneyState, JourneyCommand> transition(
      JourneyState state, JourneyInput event) {
    JourneyDraft draft = new JourneyDraft(plans, state, event.at());
    StagePaths paths = new StagePaths(draft);
    JourneyTransition next = new JourneyTransition(draft, paths);
    if (state.closed() != null) {
      if (event instanceof JourneyInput.Acted late) {
        act(next, late);
      }
      return draft.finish();
    }
    switch (event) {
      case JourneyInput.Began began -> next.begin(began);
      case JourneyInput.StageResolved resolved -> next.stageResolved(resolved);
      case JourneyInput.StageChecked checked -> next.stageChecked(checked);
      case JourneyInput.EdgeChosen chosen -> next.edgeChosen(chosen);
      case JourneyInput.InPath inPath -> paths.inPath(inPath.runId(), inPath.happened());
      case JourneyInput.PathEnded ended -> paths.pathEnded(ended);
      case JourneyInput.PathWaiting waiting -> paths.pathWaiting(waiting);
      case JourneyInput.TimerFired fired -> next.timerFired(fired.due());
      case JourneyInput.GuestBegan began -> paths.welcome(began.guest());
      case JourneyInput.GuestGone gone -> draft.guests.remove(gone.runId());
      case JourneyInput.PlanVetted vetted -> {} // the act itself follows
      case JourneyInput.Happened happened -> next.happened(happened.event());
      case JourneyInput.Acted acted -> act(next, acted);
    }
    next.settle();
    return draft.finish();
  }

  /** Does an act once; a refused one is remembered with its refusal and recorded, not done. */
  private void act(JourneyTransition journey, JourneyInput.Acted acted) {
    JourneyDraft draft = journey.draft;
    Act act = acted.act();
    if (draft.hasSeen(act.id())) {
      return;
    }
    Optional<Refusal> refusal =
        Optional.ofNullable(acted.vetted()).or(() -> check(draft.state(), act));
    draft.remember(act.id(), refusal.orElse(null));
    if (refusal.isEmpty()) {
      act.apply(journey);
    } else if (draft.closed == null) { // nothing follows a journey's last event
      draft.recordRefusal(
          act.actor(),
          JourneyDraft.detail().put("id", act.id()).put("act", act.name()),
          refusal.get().message());
    }
  }

  /**
   * What must be found out before an act that came by signal may be applied: whether the plan that
   * it names exists. The machine never asks for a plan that may not.
   */
  public Optional<JourneyWork> vetting(JourneyState state, Act act) {
    return act.vetting(state);
  }

  /** Whether an act would be refused now, and why. */
  public Optional<Refusal> check(JourneyState state, Act act) {
    Seen seen = state.seen().get(act.id());
    if (seen != null) {
      return Optional.ofNullable(seen.refusal());
    }
    return state.closed() == null
        ? act.check(state, plans)
        : Refusal.of(
            Refusal.Code.CLOSED,
            "the journey is " + state.closed().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public Optional<JourneyWork> localWork(JourneyCommand command) {
    return command instanceof JourneyCommand.RunLocally run
        ? Optional.of(run.task())
        : Optional.empty();
  }

  @Override
  public boolean wants(JourneyState state, JourneyWork task) {
    return switch (task) {
      case JourneyWork.ResolveStage resolve ->
          state.phase() == JourneyState.Phase.RESOLVING
              && state.here(resolve.nodeId(), resolve.visit());
      case JourneyWork.CheckStage check ->
          state.checks() > 0 && state.here(check.nodeId(), check.visit());
      case JourneyWork.ChooseEdge choose ->
          state.phase() == JourneyState.Phase.CHOOSING
              && state.here(choose.nodeId(), choose.visit());
      case JourneyWork.VetPlan vet -> true;
      case JourneyWork.InPath inPath -> {
        PathSlot slot = state.slots().get(inPath.runId());
        yield slot != null
            && slot.inline() != null
            && PathMachine.isWanted(slot.inline(), inPath.work());
      }
    };
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

  /**
   * What holds the entity; empty while something runs that nobody needs to help. A blocked entity
   * names the person it needs even while other paths of the stage run.
   */
  public List<WaitingOn> waitingOn(JourneyState state) {
    return switch (state.phase()) {
      case NEW, RESOLVING, CHOOSING, ENDED -> List.of();
      case APPROVAL, UNPUBLISHED, STUCK -> questions(state);
      case WORKING -> atWork(state);
    };
  }

  private static List<WaitingOn> questions(JourneyState state) {
    return state.tasks().values().stream()
        .filter(task -> task.runId() == null)
        .map(task -> new WaitingOn(WaitingOn.PERSON, state.nodeId(), null, null, task.title()))
        .toList();
  }

  private List<WaitingOn> atWork(JourneyState state) {
    List<WaitingOn> waits = new ArrayList<>();
    boolean live = false;
    boolean runs = state.checks() > 0;
    for (PathSlot slot : state.slots().values()) {
      if (slot.live()) {
        List<WaitingOn> path =
            slot.inline() != null ? PathMachine.waitingOn(slot.inline()) : slot.waitingOn();
        live = true;
        runs = runs || path.isEmpty();
        waits.addAll(path);
      }
    }
    if (runs) {
      waits.clear();
    }
    state.slots().values().stream()
        .filter(PathSlot::needsPerson)
        .map(JourneyMachine::blocking)
        .forEach(waits::add);
    if (!live && !runs && waits.isEmpty()) {
      waits.add(staying(state));
    }
    return waits;
  }

  private static WaitingOn blocking(PathSlot slot) {
    String why = slot.failure() == null ? "the path has ended" : slot.failure().message();
    return new WaitingOn(WaitingOn.PERSON, slot.failedNodeId(), slot.runId(), null, why);
  }

  /** Whether only a person can help; not while a way on is being looked for. */
  static boolean blocked(JourneyState.Phase phase, Map<UUID, PathSlot> slots) {
    return stuck(phase)
        || (phase == JourneyState.Phase.WORKING
            && slots.values().stream().anyMatch(PathSlot::needsPerson));
  }

  /** Whether the stage itself finds no way on. */
  static boolean stuck(JourneyState.Phase phase) {
    return phase == JourneyState.Phase.STUCK || phase == JourneyState.Phase.UNPUBLISHED;
  }

  /** Why a stage with nothing running is not left. */
  private WaitingOn staying(JourneyState state) {
    if (state.pauses().any()) {
      return new WaitingOn(WaitingOn.RESUME, state.nodeId(), null, null, state.pauses().describe());
    }
    JourneyPlan.Stage stage =
        plans
            .journey(state.plan().hash())
            .stage(Objects.requireNonNull(state.nodeId()))
            .orElseThrow();
    return stage.advance() == JourneyPlan.Advance.ON_EVENT
        ? new WaitingOn(WaitingOn.EVENT, stage.id(), null, state.deadline(), stage.event())
        : new WaitingOn("move", stage.id(), null, state.deadline(), "stays until it is moved on");
  }
}
