package dev.stitch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.model.EntityStatus;
import dev.stitch.model.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** What holds for a journey after any event, asserted as its events are applied one by one. */
final class JourneyLaws {

  private final PlanLookup plans;
  private final Map<String, Set<String>> uxEdges;
  private final JourneyMachine machine;
  private final RecordedFacts facts = new RecordedFacts();

  /**
   * @param uxEdges of each plan by hash, as {@code from>to}, read from the graph and not the plan
   */
  JourneyLaws(PlanLookup plans, Map<String, Set<String>> uxEdges) {
    this.plans = plans;
    this.uxEdges = uxEdges;
    this.machine = new JourneyMachine(plans);
  }

  /** Applies an event; and again, for what happened once does not happen twice. */
  Transition<JourneyState, JourneyCommand> apply(JourneyState before, JourneyInput event) {
    Transition<JourneyState, JourneyCommand> next = machine.apply(before, event);
    JourneyState after = next.state();
    if (happensOnce(event, after)) {
      Transition<JourneyState, JourneyCommand> again = machine.apply(after, event);
      assertThat(again.state()).as("%s applied twice", event).isEqualTo(after);
      assertThat(again.commands()).as("%s applied twice", event).isEmpty();
    }
    if (!wanted(before, event)) {
      assertThat(after).as("nobody wanted %s", event).isEqualTo(before);
    }
    if (before.closed() != null) {
      assertThat(next.commands()).as("nothing follows the end").isEmpty();
    }
    if (event instanceof JourneyInput.Acted acted) {
      ActLaws.check(machine, before, acted.act(), next);
    }
    next.commands()
        .forEach(command -> facts.add(command, (from, to) -> leads(before, after, from, to)));
    next.commands().forEach(command -> checkCanBeDone(command, after));
    facts.agreeWith(after);
    checkState(after);
    return next;
  }

  /** Whether it is no result of work, or of such that was still wanted. */
  private boolean wanted(JourneyState before, JourneyInput event) {
    return switch (event) {
      case JourneyInput.StageResolved resolved ->
          machine.wants(before, new JourneyWork.ResolveStage(resolved.nodeId(), resolved.visit()));
      case JourneyInput.StageChecked check ->
          machine.wants(before, new JourneyWork.CheckStage(check.nodeId(), check.visit(), null));
      case JourneyInput.EdgeChosen chosen ->
          machine.wants(before, new JourneyWork.ChooseEdge(chosen.nodeId(), chosen.visit()));
      case JourneyInput.InPath(UUID runId, PathInput happened) ->
          PathLaws.work(happened)
              .map(work -> machine.wants(before, new JourneyWork.InPath(runId, work)))
              .orElse(true);
      default -> true;
    };
  }

  /** A driver that is to start a step finds the run that the step belongs to. */
  private static void checkCanBeDone(JourneyCommand command, JourneyState after) {
    if (command instanceof JourneyCommand.RunRemotely run) {
      assertThat(after.slots()).as("the run of %s", run).containsKey(run.runId());
      assertThat(after.slots().get(run.runId()).inline()).as("the state of %s", run).isNotNull();
    }
  }

  /** Several checks of one stay are told apart by their number alone. */
  private static boolean happensOnce(JourneyInput event, JourneyState after) {
    return !(event instanceof JourneyInput.StageChecked && after.checks() > 0);
  }

  private boolean leads(JourneyState before, JourneyState after, String from, String to) {
    return from == null
        || uxEdges.get(before.plan().hash()).contains(from + ">" + to)
        || uxEdges.get(after.plan().hash()).contains(from + ">" + to);
  }

  private void checkState(JourneyState state) {
    assertThat(plans.journey(state.plan().hash()).stage(state.nodeId()))
        .as("%s is a UX node", state.nodeId())
        .isPresent();
    assertThat(state.closed() != null).isEqualTo(state.phase() == JourneyState.Phase.ENDED);
    assertThat(state.seen().size()).isLessThanOrEqualTo(SeenIds.MAX_REMEMBERED);
    assertThat(state.slots().values())
        .allMatch(slot -> state.phase() != JourneyState.Phase.ENDED)
        .allMatch(slot -> slot.inline() == null || slot.live());
    for (PathSlot slot : state.slots().values()) {
      if (slot.inline() != null) {
        PathLaws.checkState(
            plans.path(slot.inline().planHash()), slot.inline(), slot.retryOf() == null);
      }
    }
    checkStatus(state);
    Optional<?> deadline = JourneyMachine.deadline(state);
    assertThat(deadline.isPresent() && (state.closed() != null || state.pauses().any()))
        .as("a timer is set though nothing may end by itself")
        .isFalse();
  }

  private void checkStatus(JourneyState state) {
    assertThat(machine.status(state)).as("the status of %s", state).isEqualTo(statusOf(state));
    assertThat(facts.blocked()).as("blocked and unblocked are told").isEqualTo(needsPerson(state));
    List<WaitingOn> holds = machine.waitingOn(state);
    switch (machine.status(state)) {
      case WAITING, BLOCKED -> assertThat(holds).as("what holds %s", state).isNotEmpty();
      case ACTIVE, COMPLETED, EXITED, CANCELLED ->
          assertThat(holds).as("nothing holds %s", state).isEmpty();
      case PAUSED -> {}
    }
  }

  /** Closed before paused before blocked; active while anything runs that nobody must help. */
  private static EntityStatus statusOf(JourneyState state) {
    if (state.closed() != null) {
      return state.closed();
    }
    if (state.pauses().any()) {
      return EntityStatus.PAUSED;
    }
    if (needsPerson(state)) {
      return EntityStatus.BLOCKED;
    }
    return switch (state.phase()) {
      case NEW, RESOLVING, CHOOSING -> EntityStatus.ACTIVE;
      case WORKING -> runs(state) ? EntityStatus.ACTIVE : EntityStatus.WAITING;
      case APPROVAL, UNPUBLISHED, STUCK, ENDED -> EntityStatus.WAITING;
    };
  }

  private static boolean needsPerson(JourneyState state) {
    return switch (state.phase()) {
      case UNPUBLISHED, STUCK -> true;
      case WORKING ->
          state.slots().values().stream()
              .map(PathSlot::status)
              .anyMatch(status -> status.isFinal() && status != RunStatus.COMPLETED);
      case NEW, RESOLVING, APPROVAL, CHOOSING, ENDED -> false;
    };
  }

  private static boolean runs(JourneyState state) {
    return state.checks() > 0
        || state.slots().values().stream()
            .filter(slot -> slot.status() == RunStatus.RUNNING)
            .anyMatch(
                slot ->
                    slot.inline() == null
                        ? slot.waitingOn().isEmpty()
                        : slot.inline().nodes().values().stream()
                            .anyMatch(node -> node.is(NodeStatus.RUNNING)));
  }

  /** Once a journey is over, so is everything it started and asked. */
  void checkOver() {
    facts.checkOver();
  }

  // ---- the shortest way to break a law ----

  /** Of events that fail those that are needed to fail alike; the first always is. */
  static List<JourneyInput> shortest(
      Supplier<JourneyLaws> laws,
      JourneyState initial,
      List<JourneyInput> events,
      Throwable failure) {
    List<JourneyInput> needed = new ArrayList<>(events);
    for (int i = needed.size() - 1; i > 0; i--) {
      List<JourneyInput> fewer = new ArrayList<>(needed);
      fewer.remove(i);
      if (laws.get().fail(initial, fewer, failure.getClass())) {
        needed = fewer;
      }
    }
    return needed;
  }

  private boolean fail(
      JourneyState initial, List<JourneyInput> events, Class<? extends Throwable> alike) {
    JourneyState state = initial;
    try {
      for (JourneyInput event : events) {
        state = apply(state, event).state();
      }
      return false;
    } catch (AssertionError | RuntimeException failure) {
      return alike.isInstance(failure);
    }
  }
}
