package dev.stitch.activities.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.expression.Expressions;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.OpenTask;
import dev.stitch.machine.PathCommand;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PathWork;
import dev.stitch.machine.StepVariables;
import dev.stitch.machine.TaskChange;
import dev.stitch.machine.Transition;
import dev.stitch.machine.WaitingOn;
import dev.stitch.model.StepException;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.Wait;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A path with a workflow of its own, as the pure machine alone has it. */
final class PurePath {

  private final PathPlan plan;
  private final JsonNode entity;
  private final Deque<PathWork> local = new ArrayDeque<>();
  private final Deque<String> remote = new ArrayDeque<>();
  private final Map<UUID, OpenTask> tasks = new LinkedHashMap<>();
  private PathState state;
  private List<WaitingOn> reported = List.of();
  private boolean endReported;
  private boolean dropped;

  /**
   * @param entity what expressions see as {@code entity}, but for the metadata
   */
  PurePath(PathPlan plan, PathState initial, JsonNode entity) {
    this.plan = plan;
    this.state = initial;
    this.entity = entity;
  }

  PathState state() {
    return state;
  }

  List<OpenTask> tasks() {
    return List.copyOf(tasks.values());
  }

  /** Its journey wants nothing more of it. */
  void drop(Instant now) {
    dropped = true;
    apply(new PathInput.CancelRequested(now));
  }

  void apply(PathInput event) {
    Transition<PathState, PathCommand> next = new PathMachine(plan).apply(state, event);
    state = next.state();
    for (PathCommand command : next.commands()) {
      switch (command) {
        case PathCommand.RunLocally run -> local.add(run.task());
        case PathCommand.RunRemotely run -> remote.add(run.nodeId());
        case PathCommand.CancelRemote cancel -> remote.remove(cancel.nodeId());
        case PathCommand.Call call ->
            throw new IllegalStateException("no flow here calls others: " + call);
        case PathCommand.RecordStep fact -> {}
        case PathCommand.ChangeTask(TaskChange.Opened opened) ->
            tasks.put(opened.taskId(), opened.task());
        case PathCommand.ChangeTask(TaskChange.Closed closed) -> tasks.remove(closed.taskId());
      }
    }
  }

  /** Does a piece of work; false when there is none. */
  boolean work(Instant now) {
    if (!local.isEmpty()) {
      PathWork task = local.poll();
      if (new PathMachine(plan).wants(state, task)) {
        apply(perform(plan, state, task, entity, now));
      }
      return true;
    }
    if (!remote.isEmpty()) {
      apply(perform(plan, state, new PathWork.ExecuteStep(remote.poll()), entity, now));
      return true;
    }
    return false;
  }

  /** Fires the timer that is due; false when none is. */
  boolean fire(Instant now) {
    Optional<Instant> due = PathMachine.deadline(state).filter(at -> !at.isAfter(now));
    due.ifPresent(at -> apply(new PathInput.TimerFired(now, at)));
    return due.isPresent();
  }

  /** What it waits for, once whenever that changed. */
  Optional<List<WaitingOn>> news() {
    List<WaitingOn> waits = PathMachine.waitingOn(state);
    if (dropped || state.status().isFinal() || waits.equals(reported)) {
      return Optional.empty();
    }
    reported = waits;
    return Optional.of(waits);
  }

  /** Whether its end is news. */
  boolean ends() {
    boolean news = state.status().isFinal() && !endReported && !dropped;
    endReported = state.status().isFinal();
    return news;
  }

  static PathInput perform(
      PathPlan plan, PathState path, PathWork task, JsonNode entity, Instant now) {
    PathPlan.Step step = plan.step(task.nodeId()).orElseThrow();
    ObjectNode owner = entity.deepCopy();
    owner.set("metadata", path.metadata());
    ObjectNode variables = StepVariables.of(path, owner);
    variables.put("now", now.toString());
    return switch (task) {
      case PathWork.ExecuteStep execute ->
          new PathInput.StepEnded(
              now,
              step.id(),
              new PureStep(step, path.runId(), path.execution(), variables, now).execute(),
              1);
      case PathWork.MatchEvent match ->
          new PathInput.EventMatched(
              now, step.id(), match.event().id(), matches(path, match, variables));
    };
  }

  private static boolean matches(PathState path, PathWork.MatchEvent match, ObjectNode variables) {
    variables.set("event", JsonCodec.MAPPER.valueToTree(match.event()));
    try {
      return path.nodes().get(match.nodeId()).waiting() instanceof Wait.Event wait
          && Expressions.test(wait.match(), variables);
    } catch (StepException e) {
      return false;
    }
  }
}
