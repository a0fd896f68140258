package dev.stitch.activities.readmodel;

import dev.stitch.activities.step.StepMemories;
import dev.stitch.activities.step.WorkMeters;
import dev.stitch.machine.JourneyCommand;
import dev.stitch.machine.JourneyEvent;
import dev.stitch.machine.JourneyFacts;
import dev.stitch.machine.JourneyMachine;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.JourneyTask;
import dev.stitch.machine.PathCommand;
import dev.stitch.machine.PathEnd;
import dev.stitch.machine.PathEvent;
import dev.stitch.machine.PathFacts;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PathTask;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.Transition;
import dev.stitch.port.JourneyTurn;
import dev.stitch.port.PathTurn;
import dev.stitch.port.TurnActivities;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Takes turns: does local work, runs the machine over what it came to, and goes on until nothing
 * local is left or the turn has lasted long enough; then flushes. The workflow runs the same
 * machine over the same events and so comes to the same state.
 */
@Singleton
public class TurnActivitiesImpl implements TurnActivities {

  private final PlanLookup plans;
  private final JourneyWork journeys;
  private final PathWork paths;
  private final Projection projection;
  private final PathOutcomes outcomes;
  private final KeptVariables variables;
  private final StepMemories memories;
  private final WorkMeters meters;

  TurnActivitiesImpl(
      PlanLookup plans,
      JourneyWork journeys,
      PathWork paths,
      Projection projection,
      PathOutcomes outcomes,
      KeptVariables variables,
      StepMemories memories,
      WorkMeters meters) {
    this.plans = plans;
    this.journeys = journeys;
    this.paths = paths;
    this.projection = projection;
    this.outcomes = outcomes;
    this.variables = variables;
    this.memories = memories;
    this.meters = meters;
  }

  @Override
  public JourneyTurn.Result journey(JourneyTurn turn) {
    return take(turn, TurnClock.of(turn.now(), attempt()));
  }

  @Override
  public PathTurn.Result path(PathTurn turn) {
    return take(turn, TurnClock.of(turn.now(), attempt()));
  }

  @Override
  public PathEnd pathOutcome(String workflowId) {
    return outcomes.of(workflowId);
  }

  private static ActivityInfo attempt() {
    return Activity.getExecutionContext().getInfo();
  }

  private JourneyTurn.Result take(JourneyTurn turn, TurnClock clock) {
    StepMemories.Turn memory = memories.turn();
    JourneyMachine machine = new JourneyMachine(plans);
    JourneyFacts.Collector facts = new JourneyFacts.Collector();
    facts.addAll(turn.facts());
    Deque<JourneyTask> tasks = new ArrayDeque<>(turn.tasks());
    List<JourneyEvent> events = new ArrayList<>();
    JourneyState state = turn.state();
    TurnSize size = new TurnSize();
    Set<UUID> remote = new LinkedHashSet<>(turn.remote());
    while (!tasks.isEmpty() && !clock.isUp() && !size.isFull()) {
      JourneyTask task = tasks.poll();
      if (!machine.wants(state, task)) {
        continue; // the workflow leaves it out too
      }
      JourneyEvent event = journeys.perform(task, state, memory, clock.now());
      events.add(event);
      size.add(event);
      Transition<JourneyState, JourneyCommand> next = machine.apply(state, event);
      state = next.state();
      for (JourneyCommand command : next.commands()) {
        facts.add(command);
        if (command instanceof JourneyCommand.RunLocally run) {
          tasks.add(run.task());
        } else if (command instanceof JourneyCommand.RunRemotely run) {
          remote.add(run.runId());
        }
      }
    }
    JourneyState reached = state;
    projection.flush(turn, state, facts.facts(), () -> variables.keep(reached, remote));
    meters.projected("journey", turn.now());
    return new JourneyTurn.Result(events, state.nextSeq(), size.characters());
  }

  private PathTurn.Result take(PathTurn turn, TurnClock clock) {
    StepMemories.Turn memory = memories.turn();
    PathMachine machine = new PathMachine(plans.path(turn.state().planHash()));
    PathWork.Owner owner =
        new PathWork.Owner(
            turn.input().firstRunId(),
            turn.input().entityId(),
            turn.input().contactId(),
            null,
            turn.input().uxNodeId());
    PathFacts.Collector facts = new PathFacts.Collector();
    facts.addAll(turn.facts());
    Deque<PathTask> tasks = new ArrayDeque<>(turn.tasks());
    List<PathEvent> events = new ArrayList<>();
    PathState state = turn.state();
    TurnSize size = new TurnSize();
    boolean remote = turn.remote();
    while (!tasks.isEmpty() && !clock.isUp() && !size.isFull()) {
      PathTask task = tasks.poll();
      if (!PathMachine.wants(state, task)) {
        continue; // the workflow leaves it out too
      }
      PathEvent event = paths.perform(task, state, owner, memory, clock.now());
      events.add(event);
      size.add(event);
      Transition<PathState, PathCommand> next = machine.apply(state, event);
      state = next.state();
      for (PathCommand command : next.commands()) {
        facts.add(command);
        if (command instanceof PathCommand.RunLocally run) {
          tasks.add(run.task());
        }
        remote = remote || command instanceof PathCommand.RunRemotely;
      }
    }
    PathState reached = state;
    boolean keeps = remote;
    projection.flush(
        turn,
        state,
        facts.facts(),
        () -> {
          if (keeps) {
            variables.keep(reached, turn.input());
          }
        });
    meters.projected("path", turn.now());
    return new PathTurn.Result(events, state.nextStepIndex(), size.characters());
  }
}
