package dev.stitch.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.evaluation.PathOwner;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.JourneyCommand;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyMachine;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.JourneyWork;
import dev.stitch.machine.OpenTask;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathSlot;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PathWork;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.Transition;
import dev.stitch.machine.WaitingOn;
import dev.stitch.model.EntityStatus;
import dev.stitch.plan.PathPlan;
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

/**
 * A journey with its paths under a clock that is moved by hand: what the drivers do on Temporal,
 * done in one thread. Either it does all that it can by itself ({@link #settle}, {@link #passTo}),
 * or whoever holds it says which piece of work is done next.
 */
public final class SimulatedJourney {

  /** Inputs that one instant may take; beyond it the flow goes in a circle. */
  static final int MOST_AT_ONCE = 10_000;

  private final PlanLookup plans;
  private final JourneyMachine machine;
  private final WorkResults results;
  private final Decisions decisions;
  private final Deque<JourneyWork> local = new ArrayDeque<>();
  private final List<RemoteStep> remote = new ArrayList<>();
  private final Map<UUID, SimulatedChild> children = new LinkedHashMap<>();
  private JourneyState state;
  private Instant now;

  /**
   * A step of a path inside the journey that is carried out elsewhere, or that takes its time.
   *
   * @param due when it has come to something
   */
  public record RemoteStep(UUID runId, String nodeId, Instant due) {}

  /** A journey that goes in a circle: its flow leads back to where it was, and nothing waits. */
  public static final class EndlessWork extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EndlessWork(JourneyState state) {
      super("the journey goes in a circle at " + state.nodeId());
    }
  }

  public SimulatedJourney(
      PlanLookup plans,
      JourneyState initial,
      Instant start,
      WorkResults results,
      Decisions decisions) {
    this.plans = plans;
    this.machine = new JourneyMachine(plans);
    this.state = initial;
    this.now = start;
    this.results = results;
    this.decisions = decisions;
  }

  // ---- what it has come to ----

  public JourneyState state() {
    return state;
  }

  public JourneyMachine machine() {
    return machine;
  }

  public Instant now() {
    return now;
  }

  public boolean over() {
    return state.closed() != null;
  }

  public EntityStatus status() {
    return machine.status(state);
  }

  public List<WaitingOn> waitingOn() {
    return machine.waitingOn(state);
  }

  /** Its paths with workflows of their own, by run id, in the order of their start. */
  public Map<UUID, SimulatedChild> children() {
    return children;
  }

  /** What is asked of people now, by the journey and by its paths. */
  public Stream<OpenTask> tasks() {
    return Stream.concat(
        state.tasks().values().stream(),
        children.values().stream().flatMap(child -> child.path().tasks().stream()));
  }

  /** Whether something is on its way that nobody needs to help. */
  public boolean busy() {
    return !local.isEmpty()
        || !remote.isEmpty()
        || children.values().stream().anyMatch(SimulatedChild::busy);
  }

  /** Steps of paths inside the journey that are under way. */
  public List<RemoteStep> remote() {
    return List.copyOf(remote);
  }

  // ---- what happens ----

  public void apply(JourneyInput input) {
    Transition<JourneyState, JourneyCommand> next = decisions.apply(state, input);
    state = next.state();
    next.commands().forEach(this::carryOut);
  }

  private void carryOut(JourneyCommand command) {
    switch (command) {
      case JourneyCommand.RunLocally run -> runLocally(run.task());
      case JourneyCommand.StartPath start -> startChild(start.slot(), start.events());
      case JourneyCommand.WelcomeGuest welcome ->
          throw new IllegalStateException("no direct run has begun: " + welcome);
      case JourneyCommand.CancelPath cancel -> children.get(cancel.runId()).drop(now);
      case JourneyCommand.TellPath tell -> children.get(tell.runId()).path().apply(tell.happened());
      case JourneyCommand.RunRemotely run ->
          remote.add(
              new RemoteStep(
                  run.runId(), run.nodeId(), now.plus(duration(run.runId(), run.nodeId()))));
      case JourneyCommand.CancelRemote cancel ->
          remote.removeIf(
              step -> step.runId().equals(cancel.runId()) && step.nodeId().equals(cancel.nodeId()));
      case JourneyCommand.RecordEvent fact -> {}
      case JourneyCommand.RecordRun fact -> {}
      case JourneyCommand.RecordStep fact -> {}
      case JourneyCommand.ChangeTask fact -> {}
    }
  }

  private void runLocally(JourneyWork work) {
    if (work instanceof JourneyWork.InPath(UUID runId, PathWork.ExecuteStep(String nodeId))) {
      Duration duration = duration(runId, nodeId);
      if (!duration.isZero()) {
        remote.add(new RemoteStep(runId, nodeId, now.plus(duration)));
        return;
      }
    }
    local.add(work);
  }

  private Duration duration(UUID runId, String nodeId) {
    PathSlot slot = state.slots().get(runId);
    return slot == null || slot.inline() == null
        ? Duration.ZERO
        : results.duration(slot.inline(), nodeId);
  }

  private void startChild(PathSlot slot, List<ExternalEvent> events) {
    String hash = slot.flow().plan().hash();
    PathPlan plan = plans.path(hash);
    ObjectNode trigger =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", "journey")
            .put("uxNodeId", slot.uxNodeId());
    PathState fresh =
        PathState.initial(
            state.rules(),
            slot.runId(),
            hash,
            slot.execution(),
            slot.flow().input(),
            trigger,
            state.metadata());
    // Nobody tells a child which flow its entity is in.
    PathOwner owner =
        new PathOwner(
            slot.firstRunId(), state.entityId(), state.contactId(), null, slot.uxNodeId());
    SimulatedPath path = new SimulatedPath(fresh, owner, results, decisions.path(slot, plan));
    children.put(slot.runId(), new SimulatedChild(slot, path));
    path.apply(new PathInput.Begun(now, slot.resume(), state.pauses().any(), events));
  }

  // ---- one piece of work at a time ----

  /** The next piece of local work, which the caller performs or leaves out. */
  public Optional<JourneyWork> poll() {
    return Optional.ofNullable(local.poll());
  }

  /** Does local work, wanted or not; that of a path that has gone comes to nothing. */
  public void perform(JourneyWork work) {
    if (work instanceof JourneyWork.InPath(UUID runId, PathWork inPath)) {
      performIn(runId, inPath);
    } else {
      apply(results.ofStage(work, state, now));
    }
  }

  /** A step that is under way comes to something. */
  public void finish(RemoteStep step) {
    remote.remove(step);
    performIn(step.runId(), new PathWork.ExecuteStep(step.nodeId()));
  }

  private void performIn(UUID runId, PathWork work) {
    PathSlot slot = state.slots().get(runId);
    if (slot != null && slot.inline() != null) {
      PathOwner owner =
          new PathOwner(
              slot.firstRunId(),
              state.entityId(),
              state.contactId(),
              state.flowId(),
              state.nodeId());
      apply(new JourneyInput.InPath(runId, results.ofPath(work, slot.inline(), owner, now)));
    }
  }

  /** Time passes, and nothing happens meanwhile. */
  public void pass(Duration time) {
    now = now.plus(time);
  }

  // ---- by the clock ----

  /**
   * Does all that can be done now, in the order in which it was asked for.
   *
   * @throws EndlessWork when that has no end
   */
  public void settle() {
    int done = 0;
    while (workHere() || workInChildren() || fire()) {
      if (++done > MOST_AT_ONCE) {
        throw new EndlessWork(state);
      }
    }
  }

  /** Settles now and whenever something happens by itself, until the clock shows {@code end}. */
  public void passTo(Instant end) {
    settle();
    for (Optional<Instant> due = next(); isDue(due, end); due = next()) {
      moveTo(due.orElseThrow());
      settle();
    }
    moveTo(end);
  }

  private static boolean isDue(Optional<Instant> due, Instant end) {
    return due.isPresent() && !due.get().isAfter(end);
  }

  private void moveTo(Instant then) {
    now = now.isBefore(then) ? then : now;
  }

  /** When something happens by itself for the next time; empty when nothing ever does. */
  public Optional<Instant> next() {
    return Stream.of(
            JourneyMachine.deadline(state).stream(),
            remote.stream().map(RemoteStep::due),
            children.values().stream().flatMap(child -> child.path().alarms()))
        .flatMap(alarms -> alarms)
        .min(Instant::compareTo);
  }

  private boolean workHere() {
    Optional<JourneyWork> next = poll();
    if (next.isPresent()) {
      if (machine.wants(state, next.get())) {
        perform(next.get());
      }
      return true;
    }
    Optional<RemoteStep> done =
        remote.stream().filter(step -> !step.due().isAfter(now)).findFirst();
    done.ifPresent(this::finishWanted);
    return done.isPresent();
  }

  private void finishWanted(RemoteStep step) {
    PathWork work = new PathWork.ExecuteStep(step.nodeId());
    if (machine.wants(state, new JourneyWork.InPath(step.runId(), work))) {
      finish(step);
    } else {
      remote.remove(step);
    }
  }

  private boolean workInChildren() {
    for (SimulatedChild child : List.copyOf(children.values())) {
      if (child.path().work(now)) {
        return true;
      }
      if (child.hasEnd()) {
        JourneyInput end = child.takeEnd(now);
        if (!child.dropped()) {
          apply(end);
        }
        return true;
      }
      Optional<JourneyInput> news = child.takeNews(now);
      if (news.isPresent()) {
        apply(news.get());
        return true;
      }
    }
    return false;
  }

  private boolean fire() {
    Optional<Instant> due = JourneyMachine.deadline(state).filter(at -> !at.isAfter(now));
    due.ifPresent(at -> apply(new JourneyInput.TimerFired(now, at)));
    return due.isPresent() || children.values().stream().anyMatch(child -> child.path().fire(now));
  }
}
