package dev.stitch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.Graphs;
import dev.stitch.plan.Isolation;
import dev.stitch.plan.JourneyPlan;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A journey and its driver: business flow, paths, what work comes to, and the order in which it
 * does are drawn from a seed. The laws are asserted after every event.
 */
final class SimulatedJourney {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private record RemoteStep(UUID runId, String nodeId) {}

  final Random random;
  final RandomPlans draw;
  private final TestPlans plans = new TestPlans();
  private final Map<String, Set<String>> uxEdges = new HashMap<>();
  private final List<PlanVersion> versions = new ArrayList<>();
  private final List<PlanVersion> pathVersions = new ArrayList<>();
  private final JourneyMachine machine = new JourneyMachine(plans);
  private final JourneyLaws laws = new JourneyLaws(plans, uxEdges);
  private final Map<String, List<MappedFlow>> mapping = new HashMap<>();
  private final Deque<JourneyWork> local = new ArrayDeque<>();
  private final List<RemoteStep> remote = new ArrayList<>();
  private final Map<UUID, SimulatedChild> children = new LinkedHashMap<>();
  private final JourneyState initial;
  private final List<JourneyInput> happened = new ArrayList<>();
  private final List<List<JourneyCommand>> commands = new ArrayList<>();
  private JourneyState state;
  private Instant now = START;

  SimulatedJourney(long seed) {
    random = new Random(seed);
    draw = new RandomPlans(random);
    for (int version = 1; version <= 2; version++) {
      JsonNode graph = draw.businessFlow(version == 1 ? "u" : "v");
      JourneyPlan plan = Graphs.compileJourney(graph);
      plans.with(plan);
      versions.add(new PlanVersion(version, plan.hash()));
      uxEdges.put(plan.hash(), RandomPlans.uxEdges(graph));
    }
    for (int i = 0; i < 4; i++) {
      pathVersions.add(new PlanVersion(1, "path-" + i));
      plans.with(draw.path("path-" + i));
    }
    initial =
        JourneyState.initial(
            Rules.CURRENT,
            new UUID(seed, 1),
            new UUID(seed, 2),
            new UUID(seed, 3),
            versions.getFirst(),
            null);
    state = initial;
    apply(new JourneyInput.Began(now, null, "api", "seed", random.nextInt(10) == 0));
  }

  JourneyState state() {
    return state;
  }

  JourneyMachine machine() {
    return machine;
  }

  Instant now() {
    return now;
  }

  boolean over() {
    return state.closed() != null;
  }

  List<PlanVersion> versions() {
    return versions;
  }

  List<PlanVersion> pathVersions() {
    return pathVersions;
  }

  /** The first UX node of the plan it is on. */
  String start() {
    return plans.journey(state.plan().hash()).start();
  }

  void pass(long minutes) {
    now = now.plusSeconds(60 * minutes);
  }

  // ---- applying and carrying out ----

  void apply(JourneyInput event) {
    happened.add(event);
    Transition<JourneyState, JourneyCommand> next;
    try {
      next = laws.apply(state, event);
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError(shortest(broken), broken);
    }
    commands.add(next.commands());
    state = next.state();
    next.commands().forEach(this::carryOut);
  }

  private String shortest(Throwable broken) {
    StringBuilder story = new StringBuilder("these events alone do it:");
    JourneyLaws.shortest(() -> new JourneyLaws(plans, uxEdges), initial, happened, broken)
        .forEach(event -> story.append("\n  ").append(event));
    return story.append('\n').append(broken.getMessage()).toString();
  }

  void act(Act act) {
    apply(new JourneyInput.Acted(now, act));
  }

  private void carryOut(JourneyCommand command) {
    switch (command) {
      case JourneyCommand.RunLocally run -> local.add(run.task());
      case JourneyCommand.StartPath start -> startChild(start.slot(), start.events());
      case JourneyCommand.WelcomeGuest welcome ->
          throw new AssertionError("no direct run has begun");
      case JourneyCommand.CancelPath cancel -> {
        SimulatedChild child = children.get(cancel.runId());
        child.drop(now);
      }
      case JourneyCommand.TellPath tell -> children.get(tell.runId()).path().apply(tell.happened());
      case JourneyCommand.RunRemotely run -> remote.add(new RemoteStep(run.runId(), run.nodeId()));
      case JourneyCommand.CancelRemote cancel ->
          remote.remove(new RemoteStep(cancel.runId(), cancel.nodeId()));
      case JourneyCommand.RecordEvent fact -> {}
      case JourneyCommand.RecordRun fact -> {}
      case JourneyCommand.RecordStep fact -> {}
      case JourneyCommand.ChangeTask fact -> {}
    }
  }

  private void startChild(PathSlot slot, List<ExternalEvent> events) {
    String hash = slot.flow().plan().hash();
    PathState fresh =
        PathState.initial(
            state.rules(), slot.runId(), hash, slot.execution(), null, null, state.metadata());
    SimulatedPath path = new SimulatedPath(plans.path(hash), fresh, slot.resume() == null, random);
    children.put(slot.runId(), new SimulatedChild(slot, path));
    path.apply(new PathInput.Begun(now, slot.resume(), state.pauses().any(), events));
  }

  // ---- what is under way ----

  /** Whether something is on its way that nobody needs to help. */
  boolean busy() {
    return !local.isEmpty()
        || !remote.isEmpty()
        || children.values().stream().anyMatch(SimulatedChild::busy);
  }

  /** One piece of the work under way gets done, or a child says what became of it. */
  void work() {
    now = now.plusMillis(random.nextInt(5_000));
    if (!local.isEmpty() && random.nextInt(3) > 0) {
      perform(local.poll());
    } else if (!remote.isEmpty() && random.nextBoolean()) {
      RemoteStep step = remote.remove(random.nextInt(remote.size()));
      apply(
          new JourneyInput.InPath(
              step.runId(), new PathInput.StepEnded(now, step.nodeId(), draw.outcome(now), 1)));
    } else if (!children.isEmpty()) {
      workIn(draw.pick(List.copyOf(children.values())));
    }
  }

  private void workIn(SimulatedChild child) {
    if (child.hasEnd()) {
      JourneyInput end = child.takeEnd(now);
      if (!child.dropped() || random.nextBoolean()) { // adopted ones report though nobody asks
        apply(end);
      }
    } else {
      child.path().work(now);
      child.takeNews(now).ifPresent(this::apply);
    }
  }

  private void perform(JourneyWork task) {
    boolean wanted = machine.wants(state, task);
    JourneyState before = state;
    apply(
        switch (task) {
          case JourneyWork.ResolveStage resolve ->
              new JourneyInput.StageResolved(
                  now,
                  resolve.nodeId(),
                  resolve.visit(),
                  mapping.computeIfAbsent(resolve.nodeId(), node -> flows()));
          case JourneyWork.CheckStage check ->
              new JourneyInput.StageChecked(
                  now,
                  check.nodeId(),
                  check.visit(),
                  random.nextInt(12) == 0,
                  random.nextInt(5) == 0);
          case JourneyWork.ChooseEdge choose -> chosen(choose);
          case JourneyWork.VetPlan vet -> new JourneyInput.PlanVetted(now, vet.actId(), null);
          case JourneyWork.InPath inPath ->
              new JourneyInput.InPath(
                  inPath.runId(), SimulatedPath.perform(inPath.work(), now, random, draw));
        });
    assertThat(wanted || state.equals(before)).as("nobody wanted %s", task).isTrue();
  }

  private JourneyInput chosen(JourneyWork.ChooseEdge choose) {
    Optional<JourneyPlan.UxEdge> edge =
        plans.journey(state.plan().hash()).stage(choose.nodeId()).stream()
            .flatMap(stage -> stage.edges().stream())
            .filter(any -> random.nextInt(3) > 0)
            .findFirst();
    return new JourneyInput.EdgeChosen(
        now,
        choose.nodeId(),
        choose.visit(),
        edge.map(JourneyPlan.UxEdge::id).orElse(null),
        edge.isPresent() ? null : "no condition is true");
  }

  private List<MappedFlow> flows() {
    List<MappedFlow> flows = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      flows.add(
          TestPlans.flow(
              "flow-" + i,
              random.nextInt(25) == 0 ? null : draw.pick(pathVersions).hash(),
              random.nextInt(2),
              random.nextBoolean() ? Isolation.INLINE : Isolation.CHILD));
    }
    return flows;
  }

  // ---- what comes from outside ----

  /** The earliest timer of the journey or of one of its children fires; false when none is set. */
  boolean fireTimer() {
    List<Runnable> alarms = new ArrayList<>();
    JourneyMachine.deadline(state)
        .ifPresent(
            due ->
                alarms.add(
                    () -> {
                      passTo(due);
                      apply(new JourneyInput.TimerFired(now, due));
                    }));
    for (SimulatedChild child : children.values()) {
      PathMachine.deadline(child.path().state())
          .ifPresent(
              due ->
                  alarms.add(
                      () -> {
                        passTo(due);
                        child.path().apply(new PathInput.TimerFired(now, due));
                      }));
    }
    if (!alarms.isEmpty()) {
      draw.pick(alarms).run();
    }
    return !alarms.isEmpty();
  }

  private void passTo(Instant due) {
    now = now.isBefore(due) ? due : now;
  }

  /** An outside worker answers a waiting step of a path, wherever that runs. */
  void answerCallback(UUID runId, String nodeId) {
    SimulatedChild child = children.get(runId);
    int execution = state.slots().get(runId).execution();
    PathInput answer = new PathInput.CallbackArrived(now, nodeId, execution, null, null);
    if (child == null) {
      apply(new JourneyInput.InPath(runId, answer));
    } else {
      child.path().apply(answer);
    }
  }

  /** The callbacks that paths of this stage wait for. */
  List<WaitingOn> callbacks() {
    return machine.waitingOn(state).stream()
        .filter(wait -> wait.kind().equals("callback"))
        .toList();
  }

  /** Something that happened comes again, late; it is over and must not count twice. */
  void comeAgain() {
    JourneyInput old = draw.pick(happened);
    boolean once =
        switch (old) {
          case JourneyInput.StageResolved resolved -> state.phase() != JourneyState.Phase.RESOLVING;
          case JourneyInput.InPath inPath -> SimulatedPath.endsForGood(inPath.happened());
          case JourneyInput.PathEnded ended -> true;
          case JourneyInput.Happened event -> true;
          case JourneyInput.Acted acted -> true;
          case JourneyInput.Began began -> true;
          case JourneyInput.GuestBegan began -> true;
          case JourneyInput.GuestGone gone -> true;
          case JourneyInput.PlanVetted vetted -> true;
          case JourneyInput.StageChecked checked -> false;
          case JourneyInput.EdgeChosen chosen -> false;
          case JourneyInput.PathWaiting waiting -> false;
          case JourneyInput.TimerFired fired -> false;
        };
    if (once) {
      JourneyState before = state;
      apply(old);
      assertThat(commands.getLast()).as("%s came again", old).isEmpty();
      assertThat(state).as("%s came again", old).isEqualTo(before);
    }
  }

  // ---- at the end ----

  /** When the journey is over, so is everything that it began. */
  void checkOver() {
    laws.checkOver();
    assertThat(children.values()).allMatch(child -> child.path().over());
  }

  /** Another process that reads its state from JSON before every event comes to the same. */
  void continueAsNew() {
    JourneyState carried = Carried.over(initial, JourneyState.class);
    List<List<JourneyCommand>> again = new ArrayList<>();
    for (JourneyInput event : happened) {
      Transition<JourneyState, JourneyCommand> next =
          new JourneyMachine(plans).apply(carried, event);
      again.add(next.commands());
      carried = Carried.over(next.state(), JourneyState.class);
    }
    assertThat(carried).isEqualTo(state);
    assertThat(again).isEqualTo(commands);
    children.values().forEach(child -> child.path().continueAsNew());
  }

  /** Flushes facts after any number of events, each flush once more, and all of them once more. */
  void flushAgain() {
    FlushedRows rows = new FlushedRows();
    List<JourneyFacts> flushes = new ArrayList<>();
    JourneyFacts.Collector facts = new JourneyFacts.Collector();
    for (List<JourneyCommand> ofOneEvent : commands) {
      ofOneEvent.forEach(facts::add);
      if (random.nextInt(4) == 0) {
        flushes.add(facts.facts());
        rows.write(facts.facts());
        List<Object> before = rows.rows();
        rows.write(facts.facts());
        assertThat(rows.rows()).as("a flush was written again").isEqualTo(before);
        facts = new JourneyFacts.Collector();
      }
    }
    List<Object> before = rows.rows();
    flushes.forEach(rows::write);
    assertThat(rows.rows()).as("all flushes were written again").isEqualTo(before);
  }
}
