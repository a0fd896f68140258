package dev.stitch.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a journey's transitions recorded since the last flush. Of a run or step that changed more
 * than once only the last state is kept; events and task changes are all kept, in order.
 */
public record JourneyFacts(
    List<JourneyRecord> events, List<RunRecord> runs, List<RunStep> steps, List<TaskChange> tasks) {

  public JourneyFacts {
    events = List.copyOf(events);
    runs = List.copyOf(runs);
    steps = List.copyOf(steps);
    tasks = List.copyOf(tasks);
  }

  /** A step of a run inside the journey. */
  public record RunStep(UUID runId, StepRecord step) {}

  /** Collects facts from commands, in the order in which they were made. */
  public static final class Collector {

    private final List<JourneyRecord> events = new ArrayList<>();
    private final Map<UUID, RunRecord> runs = new LinkedHashMap<>();
    private final List<RunStep> steps = new ArrayList<>();
    private final List<TaskChange> tasks = new ArrayList<>();

    /** Takes a fact; anything else is not for here. */
    public void add(JourneyCommand command) {
      switch (command) {
        case JourneyCommand.RecordEvent record -> events.add(record.event());
        case JourneyCommand.RecordRun record ->
            runs.put(record.run().state().runId(), record.run());
        case JourneyCommand.RecordStep record ->
            steps.add(new RunStep(record.runId(), record.step()));
        case JourneyCommand.ChangeTask change -> tasks.add(change.change());
        case JourneyCommand.RunLocally other -> {}
        case JourneyCommand.WelcomeGuest other -> {}
        case JourneyCommand.StartPath other -> {}
        case JourneyCommand.CancelPath other -> {}
        case JourneyCommand.TellPath other -> {}
        case JourneyCommand.RunRemotely other -> {}
        case JourneyCommand.CancelRemote other -> {}
      }
    }

    /** Takes what an earlier collector held. */
    public void addAll(JourneyFacts facts) {
      facts.events().forEach(event -> add(new JourneyCommand.RecordEvent(event)));
      facts.runs().forEach(run -> add(new JourneyCommand.RecordRun(run)));
      facts.steps().forEach(step -> add(new JourneyCommand.RecordStep(step.runId(), step.step())));
      facts.tasks().forEach(task -> add(new JourneyCommand.ChangeTask(task)));
    }

    public JourneyFacts facts() {
      return new JourneyFacts(events, List.copyOf(runs.values()), steps, tasks);
    }
  }
}
