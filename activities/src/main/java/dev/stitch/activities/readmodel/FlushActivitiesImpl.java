package dev.stitch.activities.readmodel;

import dev.stitch.activities.step.StepMemories;
import dev.stitch.activities.step.WorkMeters;
import dev.stitch.evaluation.PathOwner;
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
import dev.stitch.port.FlushActivities;
import dev.stitch.port.JourneyFlush;
import dev.stitch.port.PathFlush;
import dev.stitch.port.RunFlush;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does the local work of a workflow and then writes its facts in one transaction. The workflow runs
 * the same machine over the same inputs and so comes to the same state.
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
  public void run(RunFlush flush) {
    projection.flush(flush);
    meters.projected("run", flush.now());
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
    JourneyFacts.Collector facts = new JourneyFacts.Collector();
    facts.addAll(flush.facts());
    Set<UUID> remote = new LinkedHashSet<>(flush.remote());
    LocalWork<JourneyState, JourneyInput, JourneyCommand, JourneyWork> work =
        new LocalWork<>(
            new JourneyMachine(plans),
            (task, state) -> journeys.perform(task, state, memory, clock.now()),
            command -> {
              facts.add(command);
              if (command instanceof JourneyCommand.RunRemotely run) {
                remote.add(run.runId());
              }
            },
            FlushSize::of);
    LocalWork.Done<JourneyState, JourneyInput> done =
        work.perform(flush.work(), flush.state(), clock);
    JourneyState state = done.state();
    projection.flush(flush, state, facts.facts(), () -> variables.keep(state, remote));
    meters.projected("journey", flush.now());
    return new JourneyFlush.Result(done.inputs(), state.nextSeq(), done.size());
  }

  private PathFlush.Result take(PathFlush flush, FlushClock clock) {
    StepMemories.Batch memory = memories.batch();
    PathOwner owner =
        new PathOwner(
            flush.input().firstRunId(),
            flush.input().entityId(),
            flush.input().contactId(),
            null,
            flush.input().uxNodeId());
    PathFacts.Collector facts = new PathFacts.Collector();
    facts.addAll(flush.facts());
    AtomicBoolean remote = new AtomicBoolean(flush.remote());
    LocalWork<PathState, PathInput, PathCommand, PathWork> work =
        new LocalWork<>(
            new PathMachine(plans.path(flush.state().planHash())),
            (task, state) -> paths.perform(task, state, owner, memory, clock.now()),
            command -> {
              facts.add(command);
              if (command instanceof PathCommand.RunRemotely) {
                remote.set(true);
              }
            },
            FlushSize::of);
    LocalWork.Done<PathState, PathInput> done = work.perform(flush.work(), flush.state(), clock);
    PathState state = done.state();
    projection.flush(
        flush,
        state,
        facts.facts(),
        () -> {
          if (remote.get()) {
            variables.keep(state, flush.input());
          }
        });
    meters.projected("path", flush.now());
    return new PathFlush.Result(done.inputs(), state.nextStepIndex(), done.size());
  }
}
