package dev.stitch.machine;

import dev.stitch.model.EntityStatus;
import dev.stitch.model.RunStatus;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A journey to which a test says what happens; {@link JourneyLaws} are asserted on the way. Local
 * work is done at once: steps of inline paths complete unless a test says what they come to, paths
 * with a workflow of their own end when a test says so.
 */
final class ScriptedJourney {

  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private static final String ADA = "user:ada";
  private static final UUID ENTITY = UUID.fromString("01a1fc7c-78ab-7b6a-bd05-8ad41bb15c8b");

  private final TestPlans plans = new TestPlans();
  private final Map<String, Set<String>> uxEdges = new HashMap<>();
  private final Map<String, List<MappedFlow>> mapping = new HashMap<>();
  private final Map<String, Deque<StepOutcome>> outcomes = new HashMap<>();
  private final Map<String, String> choices = new HashMap<>();
  private final JourneyMachine machine = new JourneyMachine(plans);
  private final JourneyLaws laws = new JourneyLaws(plans, uxEdges);
  private final Deque<JourneyWork> local = new ArrayDeque<>();
  private final List<JourneyCommand> commands = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private JourneyState state;
  private Instant now = START;
  private boolean exit;
  private boolean goal;
  private int acts;

  private ScriptedJourney(JourneyPlan plan, int rules) {
    knows(plan);
    state =
        JourneyState.initial(
            rules, ENTITY, new UUID(0, 2), new UUID(0, 3), new PlanVersion(1, plan.hash()), null);
  }

  static ScriptedJourney of(JourneyPlan plan) {
    return under(Rules.CURRENT, plan);
  }

  /** One that an earlier build began. */
  static ScriptedJourney under(int rules, JourneyPlan plan) {
    return new ScriptedJourney(plan, rules);
  }

  // ---- the world ----

  /** Another version that it may migrate to. */
  ScriptedJourney knows(JourneyPlan plan) {
    plans.with(plan);
    Set<String> edges = new HashSet<>();
    for (JourneyPlan.Stage stage : plan.stages()) {
      stage.edges().forEach(edge -> edges.add(stage.id() + ">" + edge.target()));
      Optional.ofNullable(stage.timeoutEdge())
          .ifPresent(edge -> edges.add(stage.id() + ">" + edge.target()));
    }
    uxEdges.put(plan.hash(), edges);
    return this;
  }

  ScriptedJourney knows(PathPlan plan) {
    plans.with(plan);
    return this;
  }

  ScriptedJourney maps(String uxNodeId, MappedFlow... flows) {
    mapping.put(uxNodeId, List.of(flows));
    return this;
  }

  /** What an inline step comes to, one execution after the other; then it completes. */
  ScriptedJourney comesTo(String step, StepOutcome... each) {
    outcomes.computeIfAbsent(step, id -> new ArrayDeque<>()).addAll(List.of(each));
    return this;
  }

  /**
   * @param edgeId the UX edge whose condition holds, or null when none does
   */
  ScriptedJourney chooses(String uxNodeId, String edgeId) {
    choices.put(uxNodeId, edgeId);
    return this;
  }

  ScriptedJourney exits(boolean holds) {
    exit = holds;
    return this;
  }

  ScriptedJourney reachesGoal(boolean holds) {
    goal = holds;
    return this;
  }

  // ---- what happens ----

  ScriptedJourney begin() {
    return apply(new JourneyInput.Began(now, null, "api", "seed", false));
  }

  ScriptedJourney beginPaused() {
    return apply(new JourneyInput.Began(now, null, "api", "seed", true));
  }

  ScriptedJourney apply(JourneyInput event) {
    carry(event);
    for (JourneyWork task = local.poll(); task != null; task = local.poll()) {
      if (machine.wants(state, task)) {
        carry(perform(task));
      }
    }
    return this;
  }

  private void carry(JourneyInput event) {
    Transition<JourneyState, JourneyCommand> next = laws.apply(state, event);
    state = Carried.over(next.state(), JourneyState.class);
    for (JourneyCommand command : next.commands()) {
      commands.add(command);
      if (command instanceof JourneyCommand.RunLocally(JourneyWork task)) {
        local.add(task);
      } else if (command instanceof JourneyCommand.RecordEvent(JourneyRecord fact)) {
        told.add(inWords(fact));
      }
    }
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
          new JourneyInput.StageChecked(now, check.nodeId(), check.visit(), exit, goal);
      case JourneyWork.ChooseEdge choose -> {
        String edge = choices.get(choose.nodeId());
        yield new JourneyInput.EdgeChosen(
            now, choose.nodeId(), choose.visit(), edge, edge == null ? "none is true" : null);
      }
      case JourneyWork.VetPlan vet -> new JourneyInput.PlanVetted(now, vet.actId(), null);
      case JourneyWork.InPath inPath ->
          new JourneyInput.InPath(inPath.runId(), perform(inPath.work()));
    };
  }

  private PathInput perform(PathWork task) {
    return switch (task) {
      case PathWork.ExecuteStep step -> {
        StepOutcome outcome =
            Optional.ofNullable(outcomes.get(step.nodeId())).map(Deque::poll).orElse(Outcomes.DONE);
        yield new PathInput.StepEnded(now, step.nodeId(), outcome, 1);
      }
      case PathWork.MatchEvent match ->
          new PathInput.EventMatched(now, match.nodeId(), match.event().id(), true);
    };
  }

  /** A remote step of an inline path ends. */
  ScriptedJourney remoteStep(String flow, String nodeId, StepOutcome outcome) {
    return apply(
        new JourneyInput.InPath(
            slot(flow).runId(), new PathInput.StepEnded(now, nodeId, outcome, 1)));
  }

  /** A path with a workflow of its own completes. */
  ScriptedJourney pathCompletes(String flow) {
    return pathEnds(flow, new PathEnd(RunStatus.COMPLETED, null, null, null, null, null));
  }

  ScriptedJourney pathEnds(String flow, PathEnd end) {
    PathSlot slot = slot(flow);
    return apply(
        new JourneyInput.PathEnded(
            now, slot.runId(), slot.uxNodeId(), slot.flow().systemFlowId(), end));
  }

  ScriptedJourney pathWaits(String flow, WaitingOn... waits) {
    return apply(new JourneyInput.PathWaiting(now, slot(flow).runId(), List.of(waits)));
  }

  ScriptedJourney event(String id, String name) {
    return apply(new JourneyInput.Happened(now, new ExternalEvent(id, name, null, null)));
  }

  ScriptedJourney act(Act act) {
    return apply(new JourneyInput.Acted(now, act));
  }

  ScriptedJourney move(String uxNodeId) {
    return act(new MoveAct(nextId(), ADA, uxNodeId));
  }

  ScriptedJourney advance() {
    return act(new AdvanceAct(nextId(), ADA));
  }

  ScriptedJourney pause(PauseOwner owner, TimerMode timers) {
    return act(new PauseAct(nextId(), ADA, owner, timers));
  }

  ScriptedJourney resume(PauseOwner owner, ResumeMode mode) {
    return act(new ResumeAct(nextId(), ADA, owner, mode));
  }

  ScriptedJourney retry(Act.RetryFrom from) {
    return act(new RetryAct(nextId(), ADA, null, from, null, null));
  }

  ScriptedJourney skip(String nodeId) {
    return act(new SkipAct(nextId(), ADA, null, nodeId));
  }

  ScriptedJourney cancel() {
    return act(new CancelAct(nextId(), ADA, "enough"));
  }

  ScriptedJourney migrate(JourneyPlan to, Map<String, String> nodeMap) {
    return act(new MigrateAct(nextId(), ADA, new PlanVersion(2, to.hash()), nodeMap, null));
  }

  /** Answers the one open task. */
  ScriptedJourney answer(String choice) {
    return act(new AnswerTaskAct(nextId(), ADA, task().id(), choice, null));
  }

  /** Time passes, and timers fire when it comes to them. */
  ScriptedJourney pass(Duration time) {
    Instant end = now.plus(time);
    for (Optional<Instant> due = due(end); due.isPresent(); due = due(end)) {
      now = now.isBefore(due.get()) ? due.get() : now;
      apply(new JourneyInput.TimerFired(now, due.get()));
    }
    now = end;
    return this;
  }

  private Optional<Instant> due(Instant end) {
    return JourneyMachine.deadline(state).filter(at -> !at.isAfter(end));
  }

  private String nextId() {
    return "act-" + ++acts;
  }

  // ---- what came of it ----

  JourneyState state() {
    return state;
  }

  Instant now() {
    return now;
  }

  String node() {
    return state.nodeId();
  }

  EntityStatus status() {
    return machine.status(state);
  }

  List<WaitingOn> waitingOn() {
    return machine.waitingOn(state);
  }

  PathSlot slot(String flow) {
    return state.slots().values().stream()
        .filter(slot -> slot.flow().name().equals(flow))
        .findFirst()
        .orElseThrow();
  }

  OpenTask task() {
    if (state.tasks().size() != 1) {
      throw new AssertionError("not one open task but " + state.tasks());
    }
    return state.tasks().values().iterator().next();
  }

  Optional<Refusal> refusal(Act act) {
    return machine.check(state, act);
  }

  /** Journey events since the last look, e.g. {@code moved a by journey}. */
  List<String> told() {
    List<String> since = List.copyOf(told);
    told.clear();
    return since;
  }

  /** What was done to paths with a workflow of their own since the last look. */
  List<String> paths() {
    List<String> since = new ArrayList<>();
    for (JourneyCommand command : commands) {
      if (command instanceof JourneyCommand.StartPath start) {
        since.add("start " + start.slot().flow().name());
      } else if (command instanceof JourneyCommand.CancelPath) {
        since.add("cancel");
      } else if (command instanceof JourneyCommand.TellPath tell) {
        since.add("tell " + tell.happened().getClass().getSimpleName());
      } else if (command instanceof JourneyCommand.CancelRemote cancel) {
        since.add("cancel step " + cancel.nodeId());
      }
    }
    commands.clear();
    return since;
  }

  private static String inWords(JourneyRecord fact) {
    String type = fact.type().name().toLowerCase(Locale.ROOT);
    String what = fact.type() == JourneyEventType.MOVED ? type + " " + fact.toNode() : type;
    return fact.actor().equals(JourneyDraft.JOURNEY) ? what : what + " by " + fact.actor();
  }
}
