package dev.stitch.simulation;

import dev.stitch.machine.JourneyCommand;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyRecord;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.NodeState;
import dev.stitch.machine.OpenTask;
import dev.stitch.machine.PathCommand;
import dev.stitch.machine.PathSlot;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.StepRecord;
import dev.stitch.machine.TaskChange;
import dev.stitch.machine.Transition;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepPreview;
import dev.stitch.step.Wait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes a timeline of what the machines decide and the steps foresee. */
final class TimelineRecord implements Decisions, EvaluatedWork.Listener {

  private final Decisions machines;
  private final List<Timeline.Entry> entries = new ArrayList<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private final Map<UUID, String> flows = new HashMap<>();

  /** What was told of a step; it is recorded anew whenever something of it changes. */
  private final Map<String, Object> told = new HashMap<>();

  private final Map<String, StepPreview> foreseen = new HashMap<>();

  TimelineRecord(PlanLookup plans) {
    machines = Decisions.of(plans);
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  Timeline timeline(JourneyState end) {
    return new Timeline(entries, end, warnings);
  }

  // ---- what is decided ----

  @Override
  public Transition<JourneyState, JourneyCommand> apply(JourneyState state, JourneyInput input) {
    Transition<JourneyState, JourneyCommand> next = machines.apply(state, input);
    next.state().slots().values().forEach(slot -> flows.put(slot.runId(), slot.flow().name()));
    for (JourneyCommand command : next.commands()) {
      switch (command) {
        case JourneyCommand.RecordEvent(JourneyRecord event) -> event(event, next.state());
        case JourneyCommand.RecordStep(UUID runId, StepRecord step) ->
            step(input.at(), runId, step, nodes(next.state().slots().get(runId)));
        case JourneyCommand.ChangeTask(TaskChange.Opened opened) -> task(opened);
        case JourneyCommand.ChangeTask(TaskChange.Closed closed) -> {}
        case JourneyCommand.RunLocally work -> {}
        case JourneyCommand.StartPath start -> {}
        case JourneyCommand.WelcomeGuest guest -> {}
        case JourneyCommand.CancelPath cancel -> {}
        case JourneyCommand.TellPath tell -> {}
        case JourneyCommand.RunRemotely run -> {}
        case JourneyCommand.CancelRemote cancel -> {}
        case JourneyCommand.RecordRun run -> {}
      }
    }
    return next;
  }

  private static Map<String, NodeState> nodes(PathSlot slot) {
    return slot == null || slot.inline() == null ? Map.of() : slot.inline().nodes();
  }

  @Override
  public OfPath path(PathSlot slot, PathPlan plan) {
    flows.put(slot.runId(), slot.flow().name());
    OfPath machine = machines.path(slot, plan);
    return (state, input) -> {
      Transition<PathState, PathCommand> next = machine.apply(state, input);
      for (PathCommand command : next.commands()) {
        switch (command) {
          case PathCommand.RecordStep(StepRecord step) ->
              step(input.at(), slot.runId(), step, next.state().nodes());
          case PathCommand.ChangeTask(TaskChange.Opened opened) -> task(opened);
          case PathCommand.ChangeTask(TaskChange.Closed closed) -> {}
          case PathCommand.RunLocally work -> {}
          case PathCommand.RunRemotely run -> {}
          case PathCommand.CancelRemote cancel -> {}
          case PathCommand.Call call -> {}
        }
      }
      return next;
    };
  }

  private void event(JourneyRecord event, JourneyState next) {
    switch (event.type()) {
      case MOVED -> add(event, Timeline.Kind.MOVED, event.toNode());
      case EVENT_RECEIVED ->
          entries.add(
              new Timeline.Entry(
                  event.at(),
                  Timeline.Kind.EVENT,
                  next.nodeId(),
                  null,
                  event.detail().path("name").asText("refused"),
                  null));
      case BLOCKED, PAUSED -> add(event, Timeline.Kind.HOLD, next.nodeId());
      case JOURNEY_COMPLETED, JOURNEY_EXITED, JOURNEY_CANCELLED ->
          add(event, Timeline.Kind.ENDED, next.nodeId());
      case JOURNEY_STARTED,
          PATH_STARTED,
          PATH_COMPLETED,
          PATH_FAILED,
          UNBLOCKED,
          RESUMED,
          RETRIED,
          SKIPPED,
          TASK_OPENED,
          TASK_ANSWERED,
          DEADLINE_PASSED,
          MIGRATED -> {}
    }
  }

  private void add(JourneyRecord event, Timeline.Kind kind, String nodeId) {
    String flow = flows.get(event.runId());
    entries.add(new Timeline.Entry(event.at(), kind, nodeId, flow, lower(event.type()), null));
  }

  private void step(Instant at, UUID runId, StepRecord step, Map<String, NodeState> nodes) {
    NodeState node = nodes.get(step.nodeId());
    Wait wait = node == null ? null : node.waiting();
    Object news = wait == null ? step.status() : wait;
    if (news.equals(told.put(key(runId, step.nodeId()), news))) {
      return;
    }
    switch (step.status()) {
      case WAITING -> waits(at, runId, step.nodeId(), wait);
      case COMPLETED -> completed(at, runId, step.nodeId());
      case FAILED -> add(at, Timeline.Kind.STEP, step.nodeId(), runId, step.failure().message());
      case SKIPPED -> add(at, Timeline.Kind.STEP, step.nodeId(), runId, "skipped");
      case PENDING, RUNNING, CANCELLED -> {}
    }
  }

  private void completed(Instant at, UUID runId, String nodeId) {
    if (foreseen.get(key(runId, nodeId)) instanceof StepPreview.Mail mail) {
      add(at, Timeline.Kind.MAIL, nodeId, runId, mail.subject());
    } else {
      add(at, Timeline.Kind.STEP, nodeId, runId, "completed");
    }
  }

  private void waits(Instant at, UUID runId, String nodeId, Wait wait) {
    switch (wait) {
      case null -> {}
      case Wait.Timer timer -> add(at, Timeline.Kind.WAIT, nodeId, runId, "until " + timer.until());
      case Wait.Event event ->
          add(at, Timeline.Kind.WAIT, nodeId, runId, "for the event " + event.event());
      case Wait.Callback callback ->
          add(at, Timeline.Kind.WAIT, nodeId, runId, "for an outside worker");
      case Wait.Called called -> add(at, Timeline.Kind.WAIT, nodeId, runId, "for what it called");
      case Wait.Slot slot -> add(at, Timeline.Kind.HOLD, nodeId, runId, slot.limit());
      case Wait.Person person -> {} // its task says so
    }
  }

  private void task(TaskChange.Opened opened) {
    OpenTask task = opened.task();
    String flow = flows.get(task.runId());
    entries.add(
        new Timeline.Entry(
            opened.at(), Timeline.Kind.TASK, task.nodeId(), flow, task.title(), null));
  }

  /** With what the step foresaw, where it is told for the first time. */
  private void add(Instant at, Timeline.Kind kind, String nodeId, UUID runId, String detail) {
    StepPreview preview = foreseen.remove(key(runId, nodeId));
    entries.add(new Timeline.Entry(at, kind, nodeId, flows.get(runId), detail, preview));
  }

  private static String key(UUID runId, String nodeId) {
    return runId + "/" + nodeId;
  }

  // ---- what steps foresee ----

  @Override
  public void foresaw(PathState path, PathPlan.Step step, StepPreview preview) {
    if (!(preview instanceof StepPreview.Computed)) {
      foreseen.put(key(path.runId(), step.id()), preview);
    }
  }

  @Override
  public void unknown(PathState path, PathPlan.Step step) {
    warn(
        "%s (%s): only its outside knows what it comes to; it was taken for done, without output"
            .formatted(step.label(), step.type()));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
