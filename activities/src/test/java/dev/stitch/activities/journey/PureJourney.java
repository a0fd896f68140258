package dev.stitch.activities.journey;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.expression.Expressions;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.Act;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.JourneyCommand;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyMachine;
import dev.stitch.machine.JourneyRecord;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.JourneyWork;
import dev.stitch.machine.MappedFlow;
import dev.stitch.machine.OpenTask;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathSlot;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PathWork;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.Refusal;
import dev.stitch.machine.StepVariables;
import dev.stitch.machine.Transition;
import dev.stitch.machine.WaitingOn;
import dev.stitch.model.EntityStatus;
import dev.stitch.model.StepException;
import dev.stitch.plan.JourneyPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A journey as the pure machine alone has it: no Temporal, no database, a clock that is moved by
 * hand. After every stimulus it does all that it can do by itself.
 */
final class PureJourney {

  private record RemoteStep(UUID runId, String nodeId) {}

  private final PlanLookup plans;
  private final JourneyMachine machine;
  private final Map<String, List<MappedFlow>> mapping;
  private final Deque<JourneyWork> local = new ArrayDeque<>();
  private final Deque<RemoteStep> remote = new ArrayDeque<>();
  private final Map<UUID, PurePath> children = new LinkedHashMap<>();
  private final Map<UUID, PathState> inline = new LinkedHashMap<>();
  private final List<JourneyRecord> events = new ArrayList<>();
  private JourneyState state;
  private Instant now = Instant.parse("2026-03-02T09:00:00Z");

  PureJourney(PlanLookup plans, JourneyState initial, Map<String, List<MappedFlow>> mapping) {
    this.plans = plans;
    this.machine = new JourneyMachine(plans);
    this.mapping = mapping;
    this.state = initial;
    apply(new JourneyInput.Began(now, null, "journey", "api", false));
    settle();
  }

  // ---- what happens ----

  void take(Stimulus stimulus) {
    switch (stimulus) {
      case Stimulus.Event event -> apply(new JourneyInput.Happened(now, event.event()));
      case Stimulus.Acted acted -> act(acted.act());
      case Stimulus.Answer answer -> act(answer.to(task(answer)));
      case Stimulus.Pass pass -> pass(Duration.ofHours(pass.hours()));
    }
    settle();
  }

  private void act(Act act) {
    if (machine.check(state, act).isEmpty()) {
      apply(new JourneyInput.Acted(now, act));
    }
  }

  /** What the journey would answer to an act; empty when it would do it. */
  Optional<Refusal> refusal(Act act) {
    return machine.check(state, act);
  }

  private UUID task(Stimulus.Answer answer) {
    return tasks()
        .filter(task -> task.kind() == answer.kind() && task.nodeId().equals(answer.nodeId()))
        .filter(task -> Objects.equals(task.runId(), answer.runId()))
        .map(OpenTask::id)
        .findFirst()
        .orElseThrow();
  }

  private void pass(Duration time) {
    Instant end = now.plus(time);
    for (Optional<Instant> due = next(end); due.isPresent(); due = next(end)) {
      now = now.isBefore(due.get()) ? due.get() : now;
      settle();
    }
    now = end;
  }

  private Optional<Instant> next(Instant end) {
    return Stream.concat(
            JourneyMachine.deadline(state).stream(),
            children.values().stream().flatMap(path -> PathMachine.deadline(path.state()).stream()))
        .filter(at -> !at.isAfter(end))
        .min(Instant::compareTo);
  }

  // ---- what it does by itself ----

  private void settle() {
    while (workHere() || workInChildren() || fire()) {
      // goes on until nothing is left to do
    }
  }

  private boolean workHere() {
    if (!local.isEmpty()) {
      JourneyWork task = local.poll();
      if (machine.wants(state, task)) {
        apply(perform(task));
      }
      return true;
    }
    if (!remote.isEmpty()) {
      RemoteStep step = remote.poll();
      apply(inPath(step.runId(), new PathWork.ExecuteStep(step.nodeId())));
      return true;
    }
    return false;
  }

  private boolean workInChildren() {
    for (Map.Entry<UUID, PurePath> entry : List.copyOf(children.entrySet())) {
      PurePath path = entry.getValue();
      if (path.work(now)) {
        return true;
      }
      if (path.ends()) {
        PathSlot slot = state.slots().get(entry.getKey());
        apply(
            new JourneyInput.PathEnded(
                now,
                slot.runId(),
                slot.uxNodeId(),
                slot.flow().systemFlowId(),
                PathMachine.end(path.state())));
        return true;
      }
      Optional<List<WaitingOn>> news = path.news();
      if (news.isPresent()) {
        apply(new JourneyInput.PathWaiting(now, entry.getKey(), news.get()));
        return true;
      }
    }
    return false;
  }

  private boolean fire() {
    Optional<Instant> due = JourneyMachine.deadline(state).filter(at -> !at.isAfter(now));
    due.ifPresent(at -> apply(new JourneyInput.TimerFired(now, at)));
    return due.isPresent() || children.values().stream().anyMatch(path -> path.fire(now));
  }

  private void apply(JourneyInput event) {
    Transition<JourneyState, JourneyCommand> next = machine.apply(state, event);
    state = next.state();
    next.commands().forEach(this::carryOut);
  }

  private void carryOut(JourneyCommand command) {
    switch (command) {
      case JourneyCommand.RunLocally run -> local.add(run.task());
      case JourneyCommand.StartPath start -> start(start.slot(), start.events());
      case JourneyCommand.WelcomeGuest welcome ->
          throw new AssertionError("no direct run has begun");
      case JourneyCommand.CancelPath cancel -> children.get(cancel.runId()).drop(now);
      case JourneyCommand.TellPath tell -> children.get(tell.runId()).apply(tell.happened());
      case JourneyCommand.RunRemotely run -> remote.add(new RemoteStep(run.runId(), run.nodeId()));
      case JourneyCommand.CancelRemote cancel ->
          remote.remove(new RemoteStep(cancel.runId(), cancel.nodeId()));
      case JourneyCommand.RecordEvent fact -> events.add(fact.event());
      case JourneyCommand.RecordRun fact ->
          inline.put(fact.run().state().runId(), fact.run().state());
      case JourneyCommand.RecordStep fact -> {}
      case JourneyCommand.ChangeTask fact -> {}
    }
  }

  private void start(PathSlot slot, List<ExternalEvent> events) {
    String hash = slot.flow().plan().hash();
    PathState initial =
        PathState.initial(
            state.rules(),
            slot.runId(),
            hash,
            slot.execution(),
            slot.flow().input(),
            JsonNodeFactory.instance.objectNode(),
            state.metadata());
    PurePath path = new PurePath(plans.path(hash), initial, entity());
    children.put(slot.runId(), path);
    path.apply(new PathInput.Begun(now, slot.resume(), state.pauses().any(), events));
  }

  private JourneyInput perform(JourneyWork task) {
    return switch (task) {
      case JourneyWork.ResolveStage resolve ->
          new JourneyInput.StageResolved(
              now,
              resolve.nodeId(),
              resolve.visit(),
              mapping.getOrDefault(resolve.nodeId(), List.of()));
      case JourneyWork.CheckStage check ->
          new JourneyInput.StageChecked(
              now, check.nodeId(), check.visit(), holds(stage().exitWhen()), holds(stage().goal()));
      case JourneyWork.ChooseEdge choose -> choose(choose);
      case JourneyWork.VetPlan vet -> new JourneyInput.PlanVetted(now, vet.actId(), null);
      case JourneyWork.InPath inPath -> inPath(inPath.runId(), inPath.work());
    };
  }

  private JourneyInput inPath(UUID runId, PathWork task) {
    PathState path = state.slots().get(runId).inline();
    return new JourneyInput.InPath(
        runId, PurePath.perform(plans.path(path.planHash()), path, task, entity(), now));
  }

  private JourneyInput choose(JourneyWork.ChooseEdge choose) {
    Optional<String> edge =
        Stream.concat(
                stage().edges().stream().filter(way -> !way.isDefault() && holds(way.condition())),
                stage().edges().stream().filter(JourneyPlan.UxEdge::isDefault))
            .map(JourneyPlan.UxEdge::id)
            .findFirst();
    return new JourneyInput.EdgeChosen(
        now, choose.nodeId(), choose.visit(), edge.orElse(null), edge.isPresent() ? null : "none");
  }

  private JourneyPlan.Stage stage() {
    return plans.journey(state.plan().hash()).stage(state.nodeId()).orElseThrow();
  }

  private boolean holds(String expression) {
    ObjectNode variables = JsonCodec.MAPPER.createObjectNode();
    variables.set("entity", entity());
    try {
      return expression != null && Expressions.test(expression, variables);
    } catch (StepException e) {
      return false;
    }
  }

  private ObjectNode entity() {
    return StepVariables.entity(state.entityId(), state.flowId(), state.nodeId(), state.metadata());
  }

  // ---- what came of it ----

  JourneyState state() {
    return state;
  }

  EntityStatus status() {
    return machine.status(state);
  }

  List<WaitingOn> waitingOn() {
    return machine.waitingOn(state);
  }

  List<JourneyRecord> events() {
    return events;
  }

  /** Open tasks of the journey and of its children. */
  Stream<OpenTask> tasks() {
    return Stream.concat(
        state.tasks().values().stream(),
        children.values().stream().flatMap(path -> path.tasks().stream()));
  }

  /** All runs that were started, by id. */
  Map<UUID, PathState> runs() {
    Map<UUID, PathState> runs = new TreeMap<>(inline);
    children.forEach((id, path) -> runs.put(id, path.state()));
    return runs;
  }
}
