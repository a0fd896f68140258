package dev.stitch.activities.readmodel;

import dev.stitch.activities.step.StepMemories;
import dev.stitch.activities.step.WorkMeters;
import dev.stitch.machine.JourneyCommand;
import dev.stitch.machine.JourneyFacts;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyMachine;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.JourneyWork;
import dev.stitch.machine.PathCommand;
import dev.stitch.machine.PathEnd;
import dev.stitch.machine.PathFacts;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PathWork;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.Transition;
import dev.stitch.port.FlushActivities;
import dev.stitch.port.JourneyFlush;
import dev.stitch.port.PathFlush;
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
 * Takes flushes: does local work, runs the machine over what it came to, and goes on until nothing
 * local is left or the flush has lasted long enough; then flushes. The workflow runs the same
 * machine over the same events and so comes to the same state.
 */
@Singleton
public class FlushActivitiesImpl implements FlushActivities {

  private final PlanLookup plans;
  private final JourneyWorkRunner journeys;
  private final PathWorkRunner paths;
  private final Projection projection;
  private final PathOutcomes outcomes;
  private final KeptVariables variables;
  private final StepMemories memories;
  private final WorkMeters meters;

  FlushActivitiesImpl(
      PlanLookup plans,
      JourneyWorkRunner journeys,
      PathWorkRunner paths,
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
  public JourneyFlush.Result journey(JourneyFlush flush) {
    return take(flush, FlushClock.of(flush.now(), attempt()));
  }

  @Override
  public PathFlush.Result path(PathFlush flush) {
    return take(flush, FlushClock.of(flush.now(), attempt()));
  }

  @Override
  public PathEnd pathOutcome(String workflowId) {
    return outcomes.of(workflowId);
  }

  private static ActivityInfo attempt() {
    return Activity.getExecutionContext().getInfo();
  }

  private JourneyFlush.Result take(JourneyFlush flush, FlushClock clock) {
    StepMemories.Batch memory = memories.batch();
    JourneyMachine machine = new JourneyMachine(plans);
    JourneyFacts.Collector facts = new JourneyFacts.Collector();
    facts.addAll(flush.facts());
    Deque<JourneyWork> tasks = new ArrayDeque<>(flush.work());
    List<JourneyInput> events = new ArrayList<>();
    JourneyState state = flush.state();
    FlushSize size = new FlushSize();
    Set<UUID> remote = new LinkedHashSet<>(flush.remote());
    while (!tasks.isEmpty() && !clock.isUp() && !size.isFull()) {
      JourneyWork task = tasks.poll();
      if (!machine.wants(state, task)) {
        continue; // the workflow leaves it out too
      }
      JourneyInput event = journeys.perform(task, state, memory, clock.now());
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
    projection.flush(flush, state, facts.facts(), () -> variables.keep(reached, remote));
    meters.projected("journey", flush.now());
    return new JourneyFlush.Result(events, state.nextSeq(), size.characters());
  }

  private PathFlush.Result take(PathFlush flush, FlushClock clock) {
    StepMemories.Batch memory = memories.batch();
    PathMachine machine = new PathMachine(plans.path(flush.state().planHash()));
    PathWorkRunner.Owner owner =
        new PathWorkRunner.Owner(
            flush.input().firstRunId(),
            flush.input().entityId(),
            flush.input().contactId(),
            null,
            flush.input().uxNodeId());
    PathFacts.Collector facts = new PathFacts.Collector();
    facts.addAll(flush.facts());
    Deque<PathWork> tasks = new ArrayDeque<>(flush.work());
    List<PathInput> events = new ArrayList<>();
    PathState state = flush.state();
    FlushSize size = new FlushSize();
    boolean remote = flush.remote();
    while (!tasks.isEmpty() && !clock.isUp() && !size.isFull()) {
      PathWork task = tasks.poll();
      if (!PathMachine.wants(state, task)) {
        continue; // the workflow leaves it out too
      }
      PathInput event = paths.perform(task, state, owner, memory, clock.now());
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
        flush,
        state,
        facts.facts(),
        () -> {
          if (keeps) {
            variables.keep(reached, flush.input());
          }
        });
    meters.projected("path", flush.now());
    return new PathFlush.Result(events, state.nextStepIndex(), size.characters());
  }
}
