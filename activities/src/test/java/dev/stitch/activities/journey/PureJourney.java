package dev.stitch.activities.journey;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.machine.Act;
import dev.stitch.machine.JourneyCommand;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyRecord;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.MappedFlow;
import dev.stitch.machine.OpenTask;
import dev.stitch.machine.PathSlot;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.Refusal;
import dev.stitch.machine.RunRecord;
import dev.stitch.machine.Transition;
import dev.stitch.machine.WaitingOn;
import dev.stitch.model.EntityStatus;
import dev.stitch.plan.PathPlan;
import dev.stitch.simulation.Decisions;
import dev.stitch.simulation.EvaluatedWork;
import dev.stitch.simulation.SimulatedJourney;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A journey as the simulator has it: no Temporal, no database, a clock that is moved by hand. After
 * every stimulus it does all that it can do by itself.
 */
final class PureJourney {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private final Map<UUID, PathState> inline = new LinkedHashMap<>();
  private final List<JourneyRecord> events = new ArrayList<>();
  private final SimulatedJourney journey;

  PureJourney(PlanLookup plans, JourneyState initial, Map<String, List<MappedFlow>> mapping) {
    EvaluatedWork work =
        new EvaluatedWork(
            plans,
            (flow, node) -> mapping.getOrDefault(node, List.of()),
            JsonNodeFactory.instance.objectNode());
    journey = new SimulatedJourney(plans, initial, START, work, new Recorded(Decisions.of(plans)));
    journey.apply(new JourneyInput.Began(START, null, "journey", "api", false));
    journey.settle();
  }

  /** Keeps what the machine records. */
  private final class Recorded implements Decisions {

    private final Decisions machines;

    Recorded(Decisions machines) {
      this.machines = machines;
    }

    @Override
    public Transition<JourneyState, JourneyCommand> apply(JourneyState state, JourneyInput input) {
      Transition<JourneyState, JourneyCommand> next = machines.apply(state, input);
      for (JourneyCommand command : next.commands()) {
        if (command instanceof JourneyCommand.RecordEvent(JourneyRecord event)) {
          events.add(event);
        } else if (command instanceof JourneyCommand.RecordRun(RunRecord run)) {
          inline.put(run.state().runId(), run.state());
        }
      }
      return next;
    }

    @Override
    public OfPath path(PathSlot slot, PathPlan plan) {
      return machines.path(slot, plan);
    }
  }

  // ---- what happens ----

  void take(Stimulus stimulus) {
    switch (stimulus) {
      case Stimulus.Event event ->
          journey.apply(new JourneyInput.Happened(journey.now(), event.event()));
      case Stimulus.Acted acted -> act(acted.act());
      case Stimulus.Answer answer -> act(answer.to(task(answer)));
      case Stimulus.Pass pass -> journey.passTo(journey.now().plus(Duration.ofHours(pass.hours())));
    }
    journey.settle();
  }

  private void act(Act act) {
    if (refusal(act).isEmpty()) {
      journey.apply(new JourneyInput.Acted(journey.now(), act));
    }
  }

  /** What the journey would answer to an act; empty when it would do it. */
  Optional<Refusal> refusal(Act act) {
    return journey.machine().check(journey.state(), act);
  }

  private UUID task(Stimulus.Answer answer) {
    return tasks()
        .filter(task -> task.kind() == answer.kind() && task.nodeId().equals(answer.nodeId()))
        .filter(task -> Objects.equals(task.runId(), answer.runId()))
        .map(OpenTask::id)
        .findFirst()
        .orElseThrow();
  }

  // ---- what came of it ----

  JourneyState state() {
    return journey.state();
  }

  EntityStatus status() {
    return journey.status();
  }

  List<WaitingOn> waitingOn() {
    return journey.waitingOn();
  }

  List<JourneyRecord> events() {
    return events;
  }

  /** Open tasks of the journey and of its children. */
  Stream<OpenTask> tasks() {
    return journey.tasks();
  }

  /** All runs that were started, by id. */
  Map<UUID, PathState> runs() {
    Map<UUID, PathState> runs = new TreeMap<>(inline);
    journey.children().forEach((id, child) -> runs.put(id, child.path().state()));
    return runs;
  }
}
