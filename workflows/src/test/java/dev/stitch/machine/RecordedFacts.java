package dev.stitch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;

/** What a journey's commands told the world so far, checked as it is told. */
final class RecordedFacts {

  private final Set<String> started = new HashSet<>();
  private final Set<String> received = new HashSet<>();
  private final Set<UUID> openPaths = new HashSet<>();
  private final Map<UUID, Integer> steps = new HashMap<>();
  private final Set<UUID> openTasks = new HashSet<>();
  private final Set<UUID> allTasks = new HashSet<>();
  private final Set<PauseOwner> pausedBy = EnumSet.noneOf(PauseOwner.class);
  private final Map<UUID, PathState> runs = new HashMap<>();
  private final Set<String> waiting = new HashSet<>();
  private long nextSeq;
  private String nodeId;
  private boolean blocked;
  private boolean over;

  /**
   * @param uxEdge whether a UX edge leads from one node to another
   */
  void add(JourneyCommand command, BiPredicate<String, String> uxEdge) {
    switch (command) {
      case JourneyCommand.RecordEvent fact -> event(fact.event(), uxEdge);
      case JourneyCommand.RecordRun fact -> run(fact.run().state());
      case JourneyCommand.RecordStep fact -> step(fact.runId(), fact.step());
      case JourneyCommand.ChangeTask fact -> task(fact.change());
      case JourneyCommand.StartPath start -> once("path " + start.slot().runId());
      case JourneyCommand.RunRemotely run -> once("step " + run.runId() + " " + run.nodeId());
      case JourneyCommand.RunLocally run -> {
        if (run.task() instanceof JourneyWork.InPath path
            && path.work() instanceof PathWork.ExecuteStep step) {
          once("step " + path.runId() + " " + step.nodeId());
        }
      }
      case JourneyCommand.CancelPath cancel -> openPaths.remove(cancel.runId());
      case JourneyCommand.TellPath tell -> assertThat(openPaths).contains(tell.runId());
      case JourneyCommand.WelcomeGuest welcome -> once("guest " + welcome.runId());
      case JourneyCommand.CancelRemote other -> {}
    }
  }

  private void event(JourneyRecord event, BiPredicate<String, String> uxEdge) {
    assertThat(event.seq()).as("events are numbered without a gap").isEqualTo(nextSeq++);
    assertThat(over).as("nothing follows a journey's last event").isFalse();
    switch (event.type()) {
      case MOVED -> {
        assertThat(event.fromNode()).as("a move begins where the last one ended").isEqualTo(nodeId);
        if (event.actor().equals(JourneyDraft.JOURNEY)) {
          assertThat(uxEdge.test(event.fromNode(), event.toNode()))
              .as("a UX edge leads from %s to %s", event.fromNode(), event.toNode())
              .isTrue();
        }
        nodeId = event.toNode();
      }
      case EVENT_RECEIVED -> {
        String id = event.detail().get("id").textValue() + event.detail().has("act");
        assertThat(received.add(id)).as("%s is received once", id).isTrue();
      }
      case PATH_STARTED ->
          assertThat(openPaths.add(event.runId())).as("a path starts once").isTrue();
      case PATH_COMPLETED, PATH_FAILED ->
          assertThat(event.detail().has("direct") || openPaths.remove(event.runId()))
              .as("a path that was started ends once")
              .isTrue();
      case BLOCKED, UNBLOCKED -> {
        assertThat(event.type() == JourneyEventType.BLOCKED)
            .as("blocked by flushes")
            .isNotEqualTo(blocked);
        blocked = !blocked;
      }
      case PAUSED -> assertThat(pausedBy.add(owner(event))).isTrue();
      case RESUMED -> assertThat(pausedBy.remove(owner(event))).isTrue();
      case JOURNEY_COMPLETED, JOURNEY_EXITED, JOURNEY_CANCELLED -> over = true;
      case JOURNEY_STARTED,
          RETRIED,
          SKIPPED,
          TASK_OPENED,
          TASK_ANSWERED,
          DEADLINE_PASSED,
          MIGRATED -> {}
    }
  }

  private static PauseOwner owner(JourneyRecord event) {
    return PauseOwner.valueOf(event.detail().get("owner").textValue());
  }

  private void run(PathState state) {
    PathState before = runs.put(state.runId(), state);
    assertThat(before != null && before.status().isFinal())
        .as("%s of a run that has ended", state)
        .isFalse();
  }

  private void step(UUID runId, StepRecord step) {
    int next = steps.getOrDefault(runId, 0);
    assertThat(step.index()).as("steps are numbered without a gap").isBetween(0, next);
    steps.put(runId, Math.max(next, step.index() + 1));
    String key = "step " + runId + " " + step.nodeId();
    if (step.status() == NodeStatus.RUNNING && step.index() < next) {
      assertThat(waiting).as("only what waited for its turn begins anew").contains(key);
      started.remove(key);
    }
    if (step.status() == NodeStatus.WAITING) {
      waiting.add(key);
    } else {
      waiting.remove(key);
    }
  }

  private void task(TaskChange change) {
    switch (change) {
      case TaskChange.Opened opened -> {
        assertThat(allTasks.add(opened.taskId())).as("a task is opened once").isTrue();
        openTasks.add(opened.taskId());
      }
      case TaskChange.Closed closed ->
          assertThat(openTasks.remove(closed.taskId())).as("an open task is closed once").isTrue();
    }
  }

  private void once(String what) {
    assertThat(started.add(what)).as("%s is started once", what).isTrue();
  }

  /** Whether the last that was told is that a person is needed; false once it is over. */
  boolean blocked() {
    return blocked && !over;
  }

  /** The facts tell the same as the state. */
  void agreeWith(JourneyState state) {
    assertThat(state.nextSeq()).isEqualTo(nextSeq);
    assertThat(state.nodeId()).isEqualTo(nodeId);
    assertThat(state.tasks().keySet()).isEqualTo(openTasks);
    assertThat(state.pauses().owners().keySet()).isEqualTo(pausedBy);
    assertThat(state.closed() != null).isEqualTo(over);
    state.slots().values().stream()
        .filter(slot -> slot.inline() != null)
        .forEach(
            slot ->
                assertThat(runs.get(slot.runId()))
                    .as("the run as it was recorded last")
                    .isEqualTo(slot.inline()));
  }

  /** Nothing that was begun or asked is left open. */
  void checkOver() {
    assertThat(over).isTrue();
    assertThat(openTasks).isEmpty();
    assertThat(runs.values()).allMatch(run -> run.status().isFinal());
    assertThat(runs.keySet())
        .as("a path inside the journey that nothing was told of was cancelled with its stage")
        .containsAll(openPaths);
  }
}
