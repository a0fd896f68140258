package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.RunStatus;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** A path to which a test says what happens; {@link PathLaws} are asserted on the way. */
final class ScriptedPath {

  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private static final UUID RUN = new UUID(0, 1);

  private final PathPlan plan;
  private final PathLaws laws;
  private final List<PathCommand> commands = new ArrayList<>();
  private PathState state;
  private Instant now = START;

  private ScriptedPath(PathPlan plan, boolean fresh) {
    this(plan, fresh, Rules.CURRENT);
  }

  private ScriptedPath(PathPlan plan, boolean fresh, int rules) {
    this.plan = plan;
    this.laws = new PathLaws(plan, fresh);
    this.state = PathState.initial(rules, RUN, plan.hash(), 1, null, null, null);
  }

  static ScriptedPath begun(PathPlan plan) {
    return begunUnder(Rules.CURRENT, plan);
  }

  /** Begins under earlier rules. */
  static ScriptedPath begunUnder(int rules, PathPlan plan) {
    return new ScriptedPath(plan, true, rules)
        .apply(new PathInput.Begun(START, null, false, List.of()));
  }

  /** Begins where another left off. */
  static ScriptedPath resumed(PathPlan plan, ResumePoint resume) {
    return new ScriptedPath(plan, false)
        .apply(new PathInput.Begun(START, resume, false, List.of()));
  }

  static ScriptedPath begunPaused(PathPlan plan) {
    return new ScriptedPath(plan, true).apply(new PathInput.Begun(START, null, true, List.of()));
  }

  ScriptedPath apply(PathInput event) {
    Transition<PathState, PathCommand> next = laws.apply(state, event);
    state = next.state();
    commands.addAll(next.commands());
    return this;
  }

  // ---- what happens ----

  /** Running steps complete. */
  ScriptedPath done(String... nodeIds) {
    for (String nodeId : nodeIds) {
      comesTo(nodeId, Outcomes.DONE);
    }
    return this;
  }

  ScriptedPath comesTo(String nodeId, StepOutcome outcome) {
    return apply(new PathInput.StepEnded(now, nodeId, outcome, 1));
  }

  ScriptedPath comesTo(String nodeId, StepOutcome outcome, int attempt) {
    return apply(new PathInput.StepEnded(now, nodeId, outcome, attempt));
  }

  ScriptedPath event(String id, String name) {
    return apply(new PathInput.EventArrived(now, new ExternalEvent(id, name, null, null)));
  }

  ScriptedPath matched(String nodeId, String eventId, boolean matched) {
    return apply(new PathInput.EventMatched(now, nodeId, eventId, matched));
  }

  ScriptedPath answer(String nodeId, String choice) {
    return answer(nodeId, choice, null);
  }

  ScriptedPath answer(String nodeId, String choice, JsonNode answer) {
    UUID taskId = OpenTask.ofStep(RUN, nodeId, 1);
    return apply(new PathInput.TaskAnswered(now, taskId, choice, answer, "user:ada"));
  }

  ScriptedPath pause(PauseOwner owner, TimerMode timers) {
    return apply(new PathInput.Paused(now, owner, timers));
  }

  ScriptedPath resume(PauseOwner owner, ResumeMode mode) {
    return apply(new PathInput.Resumed(now, owner, mode));
  }

  ScriptedPath skip(String nodeId) {
    return apply(new PathInput.Skipped(now, nodeId, "user:ada"));
  }

  /** Time passes, and timers fire when it comes to them. */
  ScriptedPath pass(Duration time) {
    Instant end = now.plus(time);
    for (Optional<Instant> due = due(end); due.isPresent(); due = due(end)) {
      now = now.isBefore(due.get()) ? due.get() : now;
      apply(new PathInput.TimerFired(now, due.get()));
    }
    now = end;
    return this;
  }

  private Optional<Instant> due(Instant end) {
    return PathMachine.deadline(state).filter(at -> !at.isAfter(end));
  }

  // ---- what came of it ----

  PathState state() {
    return state;
  }

  RunStatus status() {
    return state.status();
  }

  NodeState node(String nodeId) {
    return state.nodes().get(nodeId);
  }

  Instant now() {
    return now;
  }

  /** In topological order and words, e.g. {@code a completed, b running, c pending}. */
  String nodes() {
    return plan.steps().stream()
        .map(step -> step.id() + " " + lower(state.status(step.id())))
        .collect(Collectors.joining(", "));
  }

  /** Everything the machine asked for since the last look, but for recorded steps. */
  List<String> asked() {
    List<String> asked =
        commands.stream().map(ScriptedPath::inWords).flatMap(Optional::stream).toList();
    commands.clear();
    return asked;
  }

  /** Recorded steps since the last look, e.g. {@code 0 a running}. */
  List<String> recorded() {
    List<String> steps = new ArrayList<>();
    for (PathCommand command : commands) {
      if (command instanceof PathCommand.RecordStep(StepRecord step)) {
        steps.add(step.index() + " " + step.nodeId() + " " + lower(step.status()));
      }
    }
    commands.clear();
    return steps;
  }

  private static Optional<String> inWords(PathCommand command) {
    return switch (command) {
      case PathCommand.RunLocally(PathWork.ExecuteStep step) -> Optional.of("run " + step.nodeId());
      case PathCommand.RunLocally(PathWork.MatchEvent match) ->
          Optional.of("match " + match.event().id() + " for " + match.nodeId());
      case PathCommand.RunRemotely run -> Optional.of("run " + run.nodeId() + " remotely");
      case PathCommand.CancelRemote cancel -> Optional.of("cancel " + cancel.nodeId());
      case PathCommand.Call call -> Optional.of(call.act() + " of " + call.nodeId());
      case PathCommand.RecordStep step -> Optional.empty();
      case PathCommand.ChangeTask(TaskChange.Opened opened) ->
          Optional.of("ask " + opened.task().title());
      case PathCommand.ChangeTask(TaskChange.Closed closed) ->
          Optional.of("close task: " + lower(closed.closing()));
    };
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
