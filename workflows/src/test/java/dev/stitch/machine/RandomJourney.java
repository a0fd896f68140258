package dev.stitch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.Graphs;
import dev.stitch.plan.Isolation;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;
import dev.stitch.simulation.Decisions;
import dev.stitch.simulation.SimulatedChild;
import dev.stitch.simulation.SimulatedJourney;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A simulated journey of which business flow, paths, what work comes to, and the order in which it
 * does are drawn from a seed. The laws are asserted after every event.
 */
final class RandomJourney {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  final Random random;
  final RandomPlans draw;
  private final TestPlans plans = new TestPlans();
  private final Map<String, Set<String>> uxEdges = new HashMap<>();
  private final List<PlanVersion> versions = new ArrayList<>();
  private final List<PlanVersion> pathVersions = new ArrayList<>();
  private final JourneyLaws laws = new JourneyLaws(plans, uxEdges);
  private final RandomResults results;
  private final JourneyState initial;
  private final List<JourneyInput> happened = new ArrayList<>();
  private final List<List<JourneyCommand>> commands = new ArrayList<>();
  private final Map<UUID, RecordedPath> paths = new HashMap<>();
  private final SimulatedJourney journey;

  RandomJourney(long seed) {
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
    results = new RandomResults(plans, pathVersions, random);
    journey = new SimulatedJourney(plans, initial, START, results, new Lawful());
    apply(new JourneyInput.Began(now(), null, "api", "seed", random.nextInt(10) == 0));
  }

  /** Decides as the machine does, asserts the laws and keeps what happened. */
  private final class Lawful implements Decisions {

    @Override
    public Transition<JourneyState, JourneyCommand> apply(JourneyState state, JourneyInput input) {
      happened.add(input);
      Transition<JourneyState, JourneyCommand> next;
      try {
        next = laws.apply(state, input);
      } catch (AssertionError | RuntimeException broken) {
        throw new AssertionError(shortest(broken), broken);
      }
      commands.add(next.commands());
      return next;
    }

    @Override
    public OfPath path(PathSlot slot, PathPlan plan) {
      RecordedPath path = new RecordedPath(plan, slot.resume() == null);
      paths.put(slot.runId(), path);
      return path;
    }
  }

  private String shortest(Throwable broken) {
    StringBuilder story = new StringBuilder("these events alone do it:");
    JourneyLaws.shortest(() -> new JourneyLaws(plans, uxEdges), initial, happened, broken)
        .forEach(event -> story.append("\n  ").append(event));
    return story.append('\n').append(broken.getMessage()).toString();
  }

  JourneyState state() {
    return journey.state();
  }

  JourneyMachine machine() {
    return journey.machine();
  }

  Instant now() {
    return journey.now();
  }

  boolean over() {
    return journey.over();
  }

  List<PlanVersion> versions() {
    return versions;
  }

  Isolation isolation(PlanVersion path) {
    return plans.path(path.hash()).isolation();
  }

  List<PlanVersion> pathVersions() {
    return pathVersions;
  }

  /** The first UX node of the plan it is on. */
  String start() {
    return plans.journey(state().plan().hash()).start();
  }

  void pass(long minutes) {
    journey.pass(Duration.ofMinutes(minutes));
  }

  void apply(JourneyInput event) {
    journey.apply(event);
  }

  void act(Act act) {
    apply(new JourneyInput.Acted(now(), act));
  }

  // ---- what is under way ----

  /** Whether something is on its way that nobody needs to help. */
  boolean busy() {
    return journey.busy();
  }

  /** One piece of the work under way gets done, or a child says what became of it. */
  void work() {
    journey.pass(Duration.ofMillis(random.nextInt(5_000)));
    Optional<JourneyWork> local = random.nextInt(3) > 0 ? journey.poll() : Optional.empty();
    if (local.isPresent()) {
      perform(local.get());
    } else if (!journey.remote().isEmpty() && random.nextBoolean()) {
      journey.finish(draw.pick(journey.remote()));
    } else if (!journey.children().isEmpty()) {
      workIn(draw.pick(List.copyOf(journey.children().values())));
    }
  }

  /** What a path comes to arrives though the path has gone meanwhile. */
  private void perform(JourneyWork work) {
    if (work instanceof JourneyWork.InPath(UUID runId, PathWork inPath)) {
      apply(new JourneyInput.InPath(runId, results.ofPath(inPath, now())));
    } else {
      journey.perform(work);
    }
  }

  private void workIn(SimulatedChild child) {
    if (child.hasEnd()) {
      JourneyInput.PathEnded end = child.takeEnd(now());
      Carried.over(end.end(), PathEnd.class);
      if (!child.dropped() || random.nextBoolean()) { // adopted ones report though nobody asks
        apply(end);
      }
    } else {
      results.workIn(child.path(), now());
      child.takeNews(now()).ifPresent(this::apply);
    }
  }

  // ---- what comes from outside ----

  /** The earliest timer of the journey or of one of its children fires; false when none is set. */
  boolean fireTimer() {
    List<Runnable> alarms = new ArrayList<>();
    JourneyMachine.deadline(state())
        .ifPresent(
            due ->
                alarms.add(
                    () -> {
                      passTo(due);
                      apply(new JourneyInput.TimerFired(now(), due));
                    }));
    for (SimulatedChild child : journey.children().values()) {
      PathMachine.deadline(child.path().state())
          .ifPresent(
              due ->
                  alarms.add(
                      () -> {
                        passTo(due);
                        child.path().apply(new PathInput.TimerFired(now(), due));
                      }));
    }
    if (!alarms.isEmpty()) {
      draw.pick(alarms).run();
    }
    return !alarms.isEmpty();
  }

  private void passTo(Instant due) {
    if (now().isBefore(due)) {
      journey.pass(Duration.between(now(), due));
    }
  }

  /** An outside worker answers a waiting step of a path, wherever that runs. */
  void answerCallback(UUID runId, String nodeId) {
    SimulatedChild child = journey.children().get(runId);
    int execution = state().slots().get(runId).execution();
    PathInput answer = new PathInput.CallbackArrived(now(), nodeId, execution, null, null);
    if (child == null) {
      apply(new JourneyInput.InPath(runId, answer));
    } else {
      child.path().apply(answer);
    }
  }

  /** The callbacks that paths of this stage wait for. */
  List<WaitingOn> callbacks() {
    return journey.waitingOn().stream().filter(wait -> wait.kind().equals("callback")).toList();
  }

  /** Something that happened comes again, late; it is over and must not count twice. */
  void comeAgain() {
    JourneyInput old = draw.pick(happened);
    boolean once =
        switch (old) {
          case JourneyInput.StageResolved resolved ->
              state().phase() != JourneyState.Phase.RESOLVING;
          case JourneyInput.InPath inPath -> RecordedPath.endsForGood(inPath.happened());
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
      JourneyState before = state();
      apply(old);
      assertThat(commands.getLast()).as("%s came again", old).isEmpty();
      assertThat(state()).as("%s came again", old).isEqualTo(before);
    }
  }

  // ---- at the end ----

  /** When the journey is over, so is everything that it began. */
  void checkOver() {
    laws.checkOver();
    assertThat(journey.children().values()).allMatch(child -> child.path().over());
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
    assertThat(carried).isEqualTo(state());
    assertThat(again).isEqualTo(commands);
    paths.forEach(
        (runId, path) -> path.continueAsNew(journey.children().get(runId).path().state()));
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
