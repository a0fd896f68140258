package dev.stitch.simulation;

import dev.stitch.evaluation.PathOwner;
import dev.stitch.machine.OpenTask;
import dev.stitch.machine.PathCommand;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PathWork;
import dev.stitch.machine.TaskChange;
import dev.stitch.machine.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A path with a workflow of its own: its state, and the work that it has asked for. */
public final class SimulatedPath {

  private final PathOwner owner;
  private final WorkResults results;
  private final Decisions.OfPath decisions;
  private final Deque<PathWork> local = new ArrayDeque<>();
  private final List<RemoteStep> remote = new ArrayList<>();
  private final Map<UUID, OpenTask> tasks = new LinkedHashMap<>();
  private PathState state;

  /**
   * A step that is carried out elsewhere, or that takes its time.
   *
   * @param due when it has come to something
   */
  public record RemoteStep(String nodeId, Instant due) {}

  public SimulatedPath(
      PathState initial, PathOwner owner, WorkResults results, Decisions.OfPath decisions) {
    this.state = initial;
    this.owner = owner;
    this.results = results;
    this.decisions = decisions;
  }

  public PathState state() {
    return state;
  }

  public boolean over() {
    return state.status().isFinal();
  }

  /** Whether something is on its way that nobody needs to help. */
  public boolean busy() {
    return !local.isEmpty() || !remote.isEmpty();
  }

  /** The questions that it asks people now. */
  public List<OpenTask> tasks() {
    return List.copyOf(tasks.values());
  }

  /** Steps that are under way. */
  public List<RemoteStep> remote() {
    return List.copyOf(remote);
  }

  public void apply(PathInput input) {
    Transition<PathState, PathCommand> next = decisions.apply(state, input);
    state = next.state();
    next.commands().forEach(command -> carryOut(command, input.at()));
  }

  private void carryOut(PathCommand command, Instant now) {
    switch (command) {
      case PathCommand.RunLocally run -> {
        Duration duration = duration(run.task());
        if (duration.isZero()) {
          local.add(run.task());
        } else {
          remote.add(new RemoteStep(run.task().nodeId(), now.plus(duration)));
        }
      }
      case PathCommand.RunRemotely run ->
          remote.add(new RemoteStep(run.nodeId(), now.plus(results.duration(state, run.nodeId()))));
      case PathCommand.CancelRemote cancel ->
          remote.removeIf(step -> step.nodeId().equals(cancel.nodeId()));
      case PathCommand.Call call ->
          throw new IllegalStateException("what a step calls has no simulation: " + call);
      case PathCommand.RecordStep fact -> {}
      case PathCommand.ChangeTask(TaskChange.Opened opened) ->
          tasks.put(opened.taskId(), opened.task());
      case PathCommand.ChangeTask(TaskChange.Closed closed) -> tasks.remove(closed.taskId());
    }
  }

  private Duration duration(PathWork work) {
    return switch (work) {
      case PathWork.ExecuteStep step -> results.duration(state, step.nodeId());
      case PathWork.MatchEvent match -> Duration.ZERO;
    };
  }

  // ---- one piece of work at a time ----

  /** The next piece of local work, which the caller performs or leaves out. */
  public Optional<PathWork> poll() {
    return Optional.ofNullable(local.poll());
  }

  /** Does local work, wanted or not. */
  public void perform(PathWork work, Instant now) {
    apply(results.ofPath(work, state, owner, now));
  }

  /** A step that is under way comes to something. */
  public void finish(RemoteStep step, Instant now) {
    remote.remove(step);
    apply(results.ofPath(new PathWork.ExecuteStep(step.nodeId()), state, owner, now));
  }

  // ---- by the clock ----

  /** Does a piece of work that can be done now; false when there is none. */
  boolean work(Instant now) {
    Optional<PathWork> next = poll();
    if (next.isPresent()) {
      if (PathMachine.isWanted(state, next.get())) {
        perform(next.get(), now);
      }
      return true;
    }
    Optional<RemoteStep> done =
        remote.stream().filter(step -> !step.due().isAfter(now)).findFirst();
    done.ifPresent(
        step -> {
          if (PathMachine.isWanted(state, new PathWork.ExecuteStep(step.nodeId()))) {
            finish(step, now);
          } else {
            remote.remove(step);
          }
        });
    return done.isPresent();
  }

  /** Fires the timer that is due; false when none is. */
  boolean fire(Instant now) {
    Optional<Instant> due = PathMachine.deadline(state).filter(at -> !at.isAfter(now));
    due.ifPresent(at -> apply(new PathInput.TimerFired(now, at)));
    return due.isPresent();
  }

  /** When something happens by itself. */
  Stream<Instant> alarms() {
    return Stream.concat(
        PathMachine.deadline(state).stream(), remote.stream().map(RemoteStep::due));
  }
}
