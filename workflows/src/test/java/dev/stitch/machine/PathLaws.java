package dev.stitch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.model.RunStatus;
import dev.stitch.plan.OnError;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.Wait;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What holds for a path after any event, asserted as its events are applied one by one. */
final class PathLaws {

  private final PathPlan plan;
  private final PathMachine machine;
  private final boolean fresh;
  private final Set<String> started = new HashSet<>();
  private final Set<UUID> asked = new HashSet<>();
  private final Set<UUID> open = new HashSet<>();
  private int steps;

  /**
   * @param fresh whether the path takes nothing over from an earlier run
   */
  PathLaws(PathPlan plan, boolean fresh) {
    this.plan = plan;
    this.machine = new PathMachine(plan);
    this.fresh = fresh;
  }

  /** Applies an event; and again, for what happened once does not happen twice. */
  Transition<PathState, PathCommand> apply(PathState before, PathInput event) {
    Transition<PathState, PathCommand> next = machine.apply(before, event);
    if (happensOnce(event)) {
      Transition<PathState, PathCommand> again = machine.apply(next.state(), event);
      assertThat(again.state()).as("%s applied twice", event).isEqualTo(next.state());
      assertThat(again.commands()).as("%s applied twice", event).isEmpty();
    }
    if (work(event).filter(work -> !PathMachine.isWanted(before, work)).isPresent()) {
      assertThat(next.state()).as("nobody wanted %s", event).isEqualTo(before);
    }
    if (before.status().isFinal()) {
      assertThat(next.state()).as("nothing follows the end").isEqualTo(before);
    }
    next.commands().forEach(command -> checkCommand(before, next.state(), command));
    checkState(plan, next.state(), fresh);
    assertThat(open).isEqualTo(openTasks(next.state()));
    return next;
  }

  /** An event is known again by the journey; a skip without a name means the next step. */
  private static boolean happensOnce(PathInput event) {
    return !(event instanceof PathInput.EventArrived || event instanceof PathInput.Skipped);
  }

  /** The work that an event is the result of, if of any. */
  static Optional<PathWork> work(PathInput event) {
    return switch (event) {
      case PathInput.StepEnded ended -> Optional.of(new PathWork.ExecuteStep(ended.nodeId()));
      case PathInput.EventMatched matched ->
          Optional.of(
              new PathWork.MatchEvent(
                  matched.nodeId(), new ExternalEvent(matched.eventId(), "any", null, null)));
      default -> Optional.empty();
    };
  }

  private void checkCommand(PathState before, PathState state, PathCommand command) {
    switch (command) {
      case PathCommand.RunLocally run -> {
        if (run.task() instanceof PathWork.ExecuteStep step) {
          checkStart(before, state, step.nodeId());
        }
      }
      case PathCommand.RunRemotely run -> checkStart(before, state, run.nodeId());
      case PathCommand.CancelRemote cancel -> assertThat(started).contains(cancel.nodeId());
      case PathCommand.Call call ->
          assertThat(started).as("only steps that began call").contains(call.nodeId());
      case PathCommand.RecordStep record -> {
        assertThat(record.step().index()).as("steps have no gap").isBetween(0, steps);
        steps = Math.max(steps, record.step().index() + 1);
      }
      case PathCommand.ChangeTask change -> {
        switch (change.change()) {
          case TaskChange.Opened opened -> {
            assertThat(asked.add(opened.taskId())).as("a task is opened once").isTrue();
            open.add(opened.taskId());
          }
          case TaskChange.Closed closed ->
              assertThat(open.remove(closed.taskId())).as("an open task is closed").isTrue();
        }
      }
    }
  }

  private void checkStart(PathState before, PathState state, String nodeId) {
    NodeState was = before.nodes().get(nodeId);
    boolean hasItsSlot = was != null && was.waiting() instanceof Wait.Slot;
    assertThat(started.add(nodeId) || hasItsSlot).as("%s is started once", nodeId).isTrue();
    assertThat(state.pauses().any()).as("%s starts in a pause", nodeId).isFalse();
  }

  private Set<UUID> openTasks(PathState state) {
    Set<UUID> tasks = new HashSet<>();
    state
        .nodes()
        .forEach(
            (id, node) -> {
              if (node.waiting() instanceof Wait.Person) {
                tasks.add(OpenTask.ofStep(state.runId(), id, state.execution()));
              }
            });
    return tasks;
  }

  // ---- what holds for any state ----

  /**
   * @param fresh whether the path took nothing over from an earlier run
   */
  static void checkState(PathPlan plan, PathState state, boolean fresh) {
    boolean settled = plan.steps().stream().allMatch(step -> state.status(step.id()).isSettled());
    assertThat(settled)
        .as("%s exactly when all nodes are settled: %s", state.status(), state.nodes())
        .isEqualTo(state.status().isFinal());
    assertThat(PathMachine.deadline(state).isPresent() && state.pauses().any()).isFalse();
    plan.steps().forEach(step -> checkStep(plan, state, step, fresh));
    switch (state.status()) {
      case PENDING, RUNNING -> assertThat(state.endedAt()).isNull();
      case PAUSED -> assertThat(state.pauses().any()).isTrue();
      case COMPLETED -> {
        assertThat(state.failure()).isNull();
        assertThat(state.result()).isNotNull();
      }
      case FAILED -> assertThat(state.status(state.failedNodeId())).isEqualTo(NodeStatus.FAILED);
      case CANCELLED, KILLED -> assertThat(state.result()).isNull();
    }
  }

  private static void checkStep(PathPlan plan, PathState state, PathPlan.Step step, boolean fresh) {
    NodeState node = state.nodes().get(step.id());
    if (node == null) {
      return;
    }
    boolean breaks = node.is(NodeStatus.FAILED) && step.onError() == OnError.FAIL;
    assertThat(breaks && state.status() != RunStatus.FAILED)
        .as("%s failed and the path goes on", step.id())
        .isFalse();
    assertThat(node.is(NodeStatus.WAITING)).isEqualTo(node.waiting() != null);
    if (fresh && node.stepIndex() != null) {
      assertThat(step.incoming())
          .as("%s began before everything ahead of it was settled", step.id())
          .allMatch(edge -> state.status(source(plan, edge).id()).isSettled());
    }
    if (fresh && state.status() == RunStatus.COMPLETED) {
      assertThat(node.stepIndex() != null)
          .as("%s runs exactly when a way to it is taken: %s", step.id(), state.nodes())
          .isEqualTo(
              step.incoming().isEmpty()
                  || step.incoming().stream().anyMatch(edge -> taken(plan, state, edge)));
    }
  }

  private static boolean taken(PathPlan plan, PathState state, PathPlan.Edge edge) {
    PathPlan.Step source = source(plan, edge);
    return state.nodes().get(source.id()).passage().takes(source, edge);
  }

  private static PathPlan.Step source(PathPlan plan, PathPlan.Edge edge) {
    return plan.steps().get(edge.source());
  }
}
