package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.plan.Locality;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.Wait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A path's next state and commands while one event is being applied: what the parts of a transition
 * ({@link PathTransition}, {@link PathWaits}) write to. Lives for one event.
 */
final class PathDraft {

  private final PathState before;
  private final SortedMap<String, NodeState> nodes;
  private final List<PathCommand> commands = new ArrayList<>();

  /** Positions of steps that may have become ready, because something before them settled. */
  private final TreeSet<Integer> maybeReady = new TreeSet<>();

  private int nextStepIndex;

  private final int room;
  private int outputSize;

  final PathPlan plan;
  final Instant now;
  final int rules;
  final List<ExternalEvent> events;
  final List<String> consumed;
  final List<EarlyAnswer> early;
  private final List<String> passedBy;
  Pauses pauses;
  @Nullable JsonNode metadata;
  @Nullable JsonNode changes;
  @Nullable Instant startedAt;
  @Nullable String failedNodeId;
  @Nullable StepFailure failure;

  /** How the run was ended from outside, or null. */
  @Nullable RunStatus ended;

  PathDraft(PathPlan plan, PathState before, Instant now, int room) {
    this.plan = plan;
    this.before = before;
    this.now = now;
    this.room = room;
    this.rules = before.rules();
    this.consumed = new ArrayList<>(before.consumed());
    this.early = new ArrayList<>(before.early());
    this.passedBy = new ArrayList<>(before.passedBy());
    this.outputSize = before.outputSize();
    this.nodes = new TreeMap<>(before.nodes()); // sorted to sorted: linear
    this.events = new ArrayList<>(before.events());
    this.pauses = before.pauses();
    this.metadata = before.metadata();
    this.changes = before.changes();
    this.nextStepIndex = before.nextStepIndex();
    this.startedAt = before.startedAt();
  }

  PathState before() {
    return before;
  }

  // ---- nodes ----

  /** The state of a node, or null while it is pending. */
  @Nullable NodeState node(String nodeId) {
    return nodes.get(nodeId);
  }

  /** The state of a node that has begun. */
  NodeState begun(PathPlan.Step step) {
    return Objects.requireNonNull(nodes.get(step.id()), "the node is pending");
  }

  NodeStatus statusOf(PathPlan.Step step) {
    NodeState node = nodes.get(step.id());
    return node == null ? NodeStatus.PENDING : node.status();
  }

  Optional<PathPlan.Step> firstWith(NodeStatus status) {
    return plan.steps().stream().filter(step -> statusOf(step) == status).findFirst();
  }

  /** Steps that wait, in topological order. */
  List<PathPlan.Step> waiting() {
    return nodes.entrySet().stream()
        .filter(entry -> entry.getValue().is(NodeStatus.WAITING))
        .map(entry -> plan.byId().get(entry.getKey()))
        .sorted()
        .map(position -> plan.steps().get(position))
        .toList();
  }

  /** Puts a node into a state and records its step. */
  void put(PathPlan.Step step, NodeState node) {
    set(step, node);
    if (node.stepIndex() != null) {
      add(
          new PathCommand.RecordStep(
              new StepRecord(
                  node.stepIndex(),
                  step.id(),
                  step.type(),
                  node.status(),
                  node.output(),
                  node.failure(),
                  node.attempt(),
                  node.startedAt(),
                  node.completedAt())));
    }
  }

  /** Puts a node into a state that no step of this run is recorded for. */
  void set(PathPlan.Step step, NodeState node) {
    NodeState was = nodes.put(step.id(), node);
    count(was == null ? null : was.output(), node.output());
    if (node.status().isSettled()) {
      step.outgoing().forEach(edge -> maybeReady.add(edge.target()));
    }
  }

  private void count(@Nullable JsonNode was, @Nullable JsonNode is) {
    if (rules >= Rules.BOUNDED && !Objects.equals(was, is)) {
      outputSize += JsonBounds.length(is) - JsonBounds.length(was);
    }
  }

  /** Begins the next recorded step, or passes it by when it was skipped before its time. */
  void start(PathPlan.Step step) {
    begin(step);
    if (passedBy.remove(step.id())) {
      put(step, begun(step).closed(NodeStatus.SKIPPED, Passage.ORDINARY, now));
    } else {
      execute(step);
    }
  }

  /** Notes that a step has begun, and leaves it to the caller what it does. */
  NodeState begin(PathPlan.Step step) {
    put(step, NodeState.running(before.execution(), nextStepIndex++, now));
    return begun(step);
  }

  /** Has a step passed by when the path comes to it. */
  void passBy(PathPlan.Step step) {
    if (!passedBy.contains(step.id())) {
      passedBy.add(step.id());
    }
  }

  /** Begins a step anew that waited for its slot: the same execution, and the same step. */
  void startAgain(PathPlan.Step step, NodeState node) {
    put(step, node.runningAgain());
    execute(step);
  }

  private void execute(PathPlan.Step step) {
    add(
        step.locality() == Locality.LOCAL
            ? new PathCommand.RunLocally(new PathWork.ExecuteStep(step.id()))
            : new PathCommand.RunRemotely(step.id()));
  }

  /** Ends what is not settled, by no doing of its own. */
  void stop(PathPlan.Step step, NodeState node, NodeStatus as, Passage passage) {
    if (node.is(NodeStatus.RUNNING) && step.locality() == Locality.REMOTE) {
      add(new PathCommand.CancelRemote(step.id()));
    }
    if (node.is(NodeStatus.WAITING) && node.waiting() instanceof Wait.Person) {
      closeTask(step, TaskChange.Closing.CANCELLED, null, null, JourneyDraft.JOURNEY);
    }
    if (node.is(NodeStatus.WAITING) && node.waiting() instanceof Wait.Called called) {
      call(step, called, new CallAct.Cancel());
    }
    put(step, node.closed(as, passage, now));
  }

  void call(PathPlan.Step step, Wait.Called called, CallAct act) {
    add(new PathCommand.Call(step.id(), called, act));
  }

  /** The first step, in topological order, of those that may have become ready. */
  Optional<PathPlan.Step> nextMaybeReady() {
    return Optional.ofNullable(maybeReady.pollFirst()).map(plan.steps()::get);
  }

  /** Any pending step may be ready: nothing was started until now. */
  void allMayBeReady() {
    plan.steps().forEach(step -> maybeReady.add(step.index()));
  }

  // ---- tasks ----

  void openTask(PathPlan.Step step, Wait.Person person) {
    OpenTask task =
        new OpenTask(
            OpenTask.ofStep(before.runId(), step.id(), before.execution()),
            OpenTask.Kind.STEP,
            before.runId(),
            step.id(),
            person.title(),
            person.description(),
            person.form(),
            person.choices(),
            person.assignee(),
            person.until());
    add(new PathCommand.ChangeTask(new TaskChange.Opened(task, now)));
  }

  void closeTask(
      PathPlan.Step step,
      TaskChange.Closing how,
      @Nullable String choice,
      @Nullable JsonNode answer,
      String actor) {
    add(
        new PathCommand.ChangeTask(
            new TaskChange.Closed(
                OpenTask.ofStep(before.runId(), step.id(), before.execution()),
                how,
                choice,
                answer,
                actor,
                now)));
  }

  // ---- the outcome ----

  void add(PathCommand command) {
    commands.add(command);
  }

  Transition<PathState, PathCommand> finish() {
    RunStatus status = status();
    if (rules >= Rules.BOUNDED && outputSize > room) {
      outputSize = OutputReference.replaceLargest(before.runId(), nodes, outputSize, room);
    }
    return new Transition<>(
        new PathState(
            before.runId(),
            before.planHash(),
            status,
            before.execution(),
            before.input(),
            before.trigger(),
            metadata,
            changes,
            nodes,
            nextStepIndex,
            pauses,
            status.isFinal() ? List.of() : events,
            failedNodeId,
            failure,
            status == RunStatus.COMPLETED ? result() : null,
            startedAt,
            status.isFinal() ? now : null,
            rules,
            consumed,
            outputSize,
            before.seen(),
            status.isFinal() ? List.of() : early,
            status.isFinal() ? List.of() : passedBy),
        commands);
  }

  private RunStatus status() {
    if (ended != null) {
      return ended;
    }
    if (failedNodeId != null) {
      return RunStatus.FAILED;
    }
    if (startedAt == null) {
      return RunStatus.PENDING;
    }
    boolean settled =
        nodes.size() == plan.steps().size()
            && nodes.values().stream().allMatch(node -> node.status().isSettled());
    if (settled) {
      return RunStatus.COMPLETED;
    }
    return pauses.any() ? RunStatus.PAUSED : RunStatus.RUNNING;
  }

  /** Outputs of the nodes that nothing taken follows. */
  private JsonNode result() {
    ObjectNode outputs = JsonNodeFactory.instance.objectNode();
    for (PathPlan.Step step : plan.steps()) {
      NodeState node = begun(step);
      if (node.is(NodeStatus.COMPLETED)
          && node.output() != null
          && step.outgoing().stream()
              .noneMatch(edge -> Objects.requireNonNull(node.passage()).takes(step, edge))) {
        outputs.set(step.id(), node.output());
      }
    }
    return outputs;
  }
}
