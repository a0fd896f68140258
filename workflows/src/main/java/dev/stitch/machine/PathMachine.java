package dev.stitch.machine;

import dev.stitch.model.RunStatus;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.Wait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How a run of a system flow goes. Pure: the same state and event always give the same transition.
 *
 * <p>A node runs when every incoming edge is resolved and at least one is taken; otherwise it is
 * skipped. A path completes when every node is settled and none failed with {@code onError: fail}.
 */
public final class PathMachine implements Machine<PathState, PathInput, PathCommand, PathWork> {

  private final PathPlan plan;
  private final int room;

  /** For a path that has a workflow of its own. */
  public PathMachine(PathPlan plan) {
    this(plan, JsonBounds.OUTPUTS);
  }

  /**
   * @param room characters of JSON of outputs that the path may keep in its state
   */
  PathMachine(PathPlan plan, int room) {
    this.plan = plan;
    this.room = room;
  }

  @Override
  public Transition<PathState, PathCommand> apply(PathState state, PathInput event) {
    try {
      return event instanceof PathInput.Acted acted
          ? act(state, acted.act(), acted.at())
          : happen(state, event);
    } catch (PlanUnavailable e) {
      throw e;
    } catch (RuntimeException hostile) {
      if (event instanceof PathInput.Acted acted) {
        return refused(state, acted.act(), acted.at(), unworkable(hostile));
      }
      if (state.rules() < Rules.BOUNDED || !event.fromOutside()) {
        throw hostile;
      }
      // No signal may fail the workflow task, which Temporal would try again for ever.
      return new Transition<>(state, List.of());
    }
  }

  /** Whether an act would be refused now, and why. */
  public Optional<Refusal> check(PathState state, RunAct act) {
    Seen seen = state.seen().get(act.id());
    if (seen != null) {
      return Optional.ofNullable(seen.refusal());
    }
    return state.status().isFinal()
        ? Refusal.of(
            Refusal.Code.CLOSED,
            "run " + state.runId() + " is " + state.status().name().toLowerCase(Locale.ROOT))
        : act.check(state, plan);
  }

  /**
   * Does an act once; a refused one is remembered with its refusal, and changes nothing else. A run
   * that has ended remembers nothing more: {@link #check} tells of it.
   */
  private Transition<PathState, PathCommand> act(PathState state, RunAct act, Instant at) {
    if (state.status().isFinal() || state.seen().containsKey(act.id())) {
      return new Transition<>(state, List.of());
    }
    Optional<Refusal> refusal = check(state, act);
    if (refusal.isPresent()) {
      return refused(state, act, at, refusal.get());
    }
    Transition<PathState, PathCommand> done = happen(state, act.effect(at));
    return new Transition<>(done.state().seeing(act, at, null), done.commands());
  }

  private static Transition<PathState, PathCommand> refused(
      PathState state, RunAct act, Instant at, Refusal refusal) {
    return new Transition<>(state.seeing(act, at, refusal), List.of());
  }

  private static Refusal unworkable(RuntimeException hostile) {
    return new Refusal(
        Refusal.Code.INVALID, "it cannot be carried out: " + hostile.getClass().getSimpleName());
  }

  private Transition<PathState, PathCommand> happen(PathState state, PathInput event) {
    if (state.status().isFinal()) {
      return new Transition<>(state, List.of());
    }
    PathDraft draft = new PathDraft(plan, state, event.at(), room);
    PathWaits waits = new PathWaits(draft);
    PathTransition next = new PathTransition(draft, waits);
    switch (event) {
      case PathInput.Begun begun -> next.begin(begun);
      case PathInput.StepEnded ended -> next.stepEnded(ended);
      case PathInput.EventMatched matched -> waits.eventMatched(matched);
      case PathInput.TimerFired fired ->
          waits.timerFired(state.rules() < Rules.BOUNDED ? fired.due() : fired.latest());
      case PathInput.EventArrived arrived -> waits.eventArrived(arrived.event());
      case PathInput.TaskAnswered answered -> waits.taskAnswered(answered);
      case PathInput.CallbackArrived arrived -> next.callbackArrived(arrived);
      case PathInput.CallEnded ended -> next.callEnded(ended);
      case PathInput.Paused paused -> waits.pause(paused.owner(), paused.timers());
      case PathInput.Resumed resumed -> waits.resume(resumed.owner(), resumed.mode());
      case PathInput.Skipped skipped -> next.skip(skipped);
      case PathInput.LookAgain look -> waits.lookAgain();
      case PathInput.Acted acted -> throw new IllegalStateException("an act is decided on first");
      case PathInput.CancelRequested cancelled -> next.cancel(RunStatus.CANCELLED);
      case PathInput.KillRequested killed -> next.cancel(RunStatus.KILLED);
    }
    next.settle();
    return draft.finish();
  }

  @Override
  public boolean wants(PathState state, PathWork work) {
    return isWanted(state, work);
  }

  @Override
  public Optional<PathWork> localWork(PathCommand command) {
    return command instanceof PathCommand.RunLocally run
        ? Optional.of(run.task())
        : Optional.empty();
  }

  /** As {@link #wants}, for whoever has no machine: the plan has no say in it. */
  public static boolean isWanted(PathState state, PathWork task) {
    return switch (task) {
      case PathWork.ExecuteStep execute -> state.status(execute.nodeId()) == NodeStatus.RUNNING;
      case PathWork.MatchEvent match ->
          state.status(match.nodeId()) == NodeStatus.WAITING
              && state.events().stream().anyMatch(kept -> kept.id().equals(match.event().id()));
    };
  }

  /** The earliest instant at which a wait ends by itself; empty while nothing does. */
  public static Optional<Instant> deadline(PathState state) {
    if (state.status().isFinal() || state.pauses().any()) {
      return Optional.empty();
    }
    return state.nodes().values().stream()
        .filter(node -> node.is(NodeStatus.WAITING) && node.awaited().until() != null)
        .map(node -> node.awaited().until())
        .min(Comparator.naturalOrder());
  }

  /** What the path waits for; empty while one of its nodes runs. */
  public static List<WaitingOn> waitingOn(PathState state) {
    List<WaitingOn> waits = new ArrayList<>();
    for (Map.Entry<String, NodeState> entry : state.nodes().entrySet()) {
      NodeState node = entry.getValue();
      if (node.is(NodeStatus.RUNNING)) {
        return List.of();
      }
      if (node.is(NodeStatus.WAITING)) {
        waits.add(Waits.describe(state.runId(), entry.getKey(), node));
      }
    }
    waits.sort(Comparator.comparing(WaitingOn::nodeId));
    if (state.pauses().any() && !state.status().isFinal()) {
      String why = state.pauses().describe();
      waits.add(new WaitingOn(WaitingOn.RESUME, null, state.runId(), null, why));
    }
    return waits;
  }

  /** The ids of the questions that the path's steps ask people now. */
  public static Set<UUID> openTasks(PathState state) {
    Set<UUID> open = new HashSet<>();
    state
        .nodes()
        .forEach(
            (id, node) -> {
              if (node.is(NodeStatus.WAITING) && node.waiting() instanceof Wait.Person) {
                open.add(OpenTask.ofStep(state.runId(), id, node.execution()));
              }
            });
    return open;
  }

  /** How a run that has ended ended, with what a retry from the failed step takes over. */
  public static PathEnd end(PathState state) {
    ResumePoint resume = state.status() == RunStatus.COMPLETED ? null : resumePoint(state);
    return new PathEnd(
        state.status(),
        state.failedNodeId(),
        state.failure(),
        state.result(),
        state.changes(),
        resume);
  }

  /** What a later run of the flow may take over from one that has ended. */
  public static ResumePoint resumePoint(PathState state) {
    Map<String, NodeState> nodes = new TreeMap<>(state.nodes());
    if (state.rules() >= Rules.BOUNDED) {
      OutputReference.replaceAll(state.runId(), nodes);
    }
    return new ResumePoint(state.planHash(), nodes, state.changes(), state.consumed());
  }
}
