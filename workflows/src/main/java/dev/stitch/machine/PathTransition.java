package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.Locality;
import dev.stitch.graph.PathPlan;
import dev.stitch.step.StepFailure;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One transition of a path while it is being made. Used by {@link PathMachine} alone. */
final class PathTransition {

  private final PathPlan plan;
  private final PathState before;
  private final Instant now;
  private final Map<String, NodeState> nodes;
  private final List<ExternalEvent> events;
  private final List<PathCommand> commands = new ArrayList<>();
  private Pauses pauses;
  private JsonNode metadata;
  private JsonNode changes;
  private int nextStepIndex;
  private Instant startedAt;
  private String failedNodeId;
  private StepFailure failure;
  private boolean cancelled;

  PathTransition(PathPlan plan, PathState before, Instant now) {
    this.plan = plan;
    this.before = before;
    this.now = now;
    this.nodes = new HashMap<>(before.nodes());
    this.events = new ArrayList<>(before.events());
    this.pauses = before.pauses();
    this.metadata = before.metadata();
    this.changes = before.changes();
    this.nextStepIndex = before.nextStepIndex();
    this.startedAt = before.startedAt();
  }

  // ---- events, in the order in which PathMachine lists them ----

  void begin(PathEvent.Begun begun) {
    startedAt = now;
    if (begun.paused()) {
      pauses = pauses.with(PauseOwner.ENTITY, TimerMode.FREEZE);
    }
    if (begun.resume() != null) {
      takeOver(begun.resume());
    }
  }

  void stepEnded(PathEvent.StepEnded ended) {
    NodeState node = nodes.get(ended.nodeId());
    if (node == null || !node.is(NodeStatus.RUNNING)) {
      return;
    }
    PathPlan.Step step = step(ended.nodeId());
    switch (ended.outcome()) {
      case StepOutcome.Completed done -> {
        metadata = Metadata.apply(metadata, done.metadata());
        changes = Metadata.merge(changes, done.metadata());
        put(step, node.completed(Passage.of(done.branch()), done.output(), ended.attempt(), now));
      }
      case StepOutcome.Waiting waiting -> startWaiting(step, node, waiting.on(), ended.attempt());
      case StepOutcome.Failed failed -> stepFailed(step, node, failed.failure(), ended.attempt());
    }
  }

  void eventMatched(PathEvent.EventMatched match) {
    NodeState node = nodes.get(match.nodeId());
    if (!match.matched() || node == null || !node.is(NodeStatus.WAITING)) {
      return;
    }
    events.stream()
        .filter(event -> event.id().equals(match.eventId()))
        .findFirst()
        .ifPresent(
            event -> {
              events.remove(event);
              consume(step(match.nodeId()), node, event);
            });
  }

  void timerFired(Instant due) {
    for (PathPlan.Step step : plan.steps()) {
      NodeState node = nodes.get(step.id());
      if (node == null
          || !node.is(NodeStatus.WAITING)
          || node.waiting().until() == null
          || node.waiting().until().isAfter(due)
          || pauses.any()) {
        continue;
      }
      if (node.waiting() instanceof Wait.Person) {
        closeTask(step.id(), TaskChange.Closing.EXPIRED, null, null, "journey");
      }
      Passage taken =
          node.waiting() instanceof Wait.Timer ? Passage.ORDINARY : Passage.of(Passage.TIMEOUT);
      put(step, node.completed(taken, timedOut(node.waiting()), node.attempt(), now));
    }
  }

  void eventArrived(ExternalEvent event) {
    boolean consumed = false;
    boolean asked = false;
    for (PathPlan.Step step : plan.steps()) {
      NodeState node = nodes.get(step.id());
      if (node == null
          || !node.is(NodeStatus.WAITING)
          || !(node.waiting() instanceof Wait.Event wait)
          || !wait.event().equals(event.name())) {
        continue;
      }
      if (wait.match() == null) {
        consume(step, node, event);
        consumed = true;
      } else {
        ask(step, event);
        asked = true;
      }
    }
    if (!consumed || asked) {
      keep(event);
    }
  }

  void taskAnswered(PathEvent.TaskAnswered answered) {
    for (PathPlan.Step step : plan.steps()) {
      NodeState node = nodes.get(step.id());
      if (node != null
          && node.is(NodeStatus.WAITING)
          && node.waiting() instanceof Wait.Person person
          && taskId(step.id()).equals(answered.taskId())) {
        closeTask(
            step.id(),
            TaskChange.Closing.ANSWERED,
            answered.choice(),
            answered.answer(),
            answered.actor());
        Passage taken = Passage.of(person.choices().isEmpty() ? null : answered.choice());
        put(step, node.completed(taken, answerOf(answered), node.attempt(), now));
      }
    }
  }

  void pause(PauseOwner owner, TimerMode timers) {
    pauses = pauses.with(owner, timers);
    if (pauses.frozen()) {
      nodes.replaceAll((id, node) -> freeze(node));
    }
  }

  void resume(PauseOwner owner, ResumeMode mode) {
    if (!pauses.heldBy(owner)) {
      return;
    }
    pauses = pauses.without(owner);
    if (!pauses.any()) {
      nodes.replaceAll((id, node) -> thaw(id, node, mode));
    }
  }

  void skip(PathEvent.Skipped skip) {
    Optional<PathPlan.Step> target =
        skip.nodeId() != null
            ? plan.step(skip.nodeId())
            : firstWith(NodeStatus.WAITING).or(() -> firstWith(NodeStatus.RUNNING));
    target.ifPresent(
        step -> {
          NodeState node = nodes.get(step.id());
          if (node != null && !node.status().isSettled()) {
            stop(step, node, NodeStatus.SKIPPED, Passage.ORDINARY);
          }
        });
  }

  void cancel() {
    cancelled = true;
  }

  // ---- what follows from any event ----

  /** Starts what can start, skips what cannot, ends what is over. */
  Transition<PathState, PathCommand> settle() {
    if (cancelled || failedNodeId != null) {
      stopEverything();
    } else if (startedAt != null) {
      startAndSkip();
    }
    RunStatus status = status();
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
            status.isFinal() ? now : null),
        commands);
  }

  private RunStatus status() {
    if (cancelled) {
      return RunStatus.CANCELLED;
    }
    if (failedNodeId != null) {
      return RunStatus.FAILED;
    }
    if (startedAt == null) {
      return RunStatus.PENDING;
    }
    boolean settled = plan.steps().stream().allMatch(step -> statusOf(step.id()).isSettled());
    if (settled) {
      return RunStatus.COMPLETED;
    }
    return pauses.any() ? RunStatus.PAUSED : RunStatus.RUNNING;
  }

  /** One pass in topological order suffices: a node depends only on earlier ones. */
  private void startAndSkip() {
    for (PathPlan.Step step : plan.steps()) {
      if (statusOf(step.id()) != NodeStatus.PENDING || !resolved(step)) {
        continue;
      }
      if (!step.incoming().isEmpty() && step.incoming().stream().noneMatch(this::taken)) {
        nodes.put(step.id(), NodeState.skippedByBranch(before.execution()));
      } else if (!pauses.any()) {
        start(step);
      }
    }
  }

  private void start(PathPlan.Step step) {
    put(step, NodeState.running(before.execution(), nextStepIndex++, now));
    commands.add(
        step.locality() == Locality.LOCAL
            ? new PathCommand.RunLocally(new PathTask.ExecuteStep(step.id()))
            : new PathCommand.RunRemotely(step.id()));
  }

  private void stopEverything() {
    for (PathPlan.Step step : plan.steps()) {
      NodeState node = nodes.get(step.id());
      if (node == null) {
        nodes.put(step.id(), NodeState.skippedByBranch(before.execution()));
      } else if (!node.status().isSettled()) {
        stop(step, node, NodeStatus.CANCELLED, Passage.NONE);
      }
    }
  }

  private boolean resolved(PathPlan.Step step) {
    return step.incoming().stream()
        .allMatch(edge -> statusOf(plan.steps().get(edge.source()).id()).isSettled());
  }

  private boolean taken(PathPlan.Edge edge) {
    PathPlan.Step source = plan.steps().get(edge.source());
    Passage passage = nodes.get(source.id()).passage();
    return passage != null && passage.takes(source, edge);
  }

  // ---- parts ----

  private void takeOver(ResumePoint resume) {
    metadata = Metadata.apply(metadata, resume.metadata());
    changes = resume.metadata();
    resume
        .nodes()
        .forEach(
            (id, node) -> {
              boolean kept = node.passage() != null && node.passage().open();
              if (kept && plan.step(id).isPresent()) {
                nodes.put(id, node);
              }
            });
  }

  private void startWaiting(PathPlan.Step step, NodeState node, Wait wait, int attempt) {
    NodeState waiting = node.waiting(wait, attempt);
    put(step, pauses.frozen() ? freeze(waiting) : waiting);
    switch (wait) {
      case Wait.Person person ->
          commands.add(new PathCommand.ChangeTask(new TaskChange.Opened(task(step, person), now)));
      case Wait.Event event -> offerKept(step, event);
      case Wait.Timer timer -> {}
      case Wait.Callback callback -> {}
    }
  }

  /** An event that came before its step waited is not lost. */
  private void offerKept(PathPlan.Step step, Wait.Event wait) {
    for (ExternalEvent event : List.copyOf(events)) {
      if (!event.name().equals(wait.event())) {
        continue;
      }
      if (wait.match() == null) {
        events.remove(event);
        consume(step, nodes.get(step.id()), event);
        return;
      }
      ask(step, event);
    }
  }

  private void stepFailed(PathPlan.Step step, NodeState node, StepFailure why, int attempt) {
    Passage taken =
        switch (step.onError()) {
          case FAIL -> Passage.NONE;
          case CONTINUE -> Passage.ORDINARY;
          case BRANCH -> Passage.of(Passage.ERROR);
        };
    put(step, node.failed(taken, why, attempt, now));
    if (!taken.open()) {
      failedNodeId = step.id();
      failure = why;
    }
  }

  private void stop(PathPlan.Step step, NodeState node, NodeStatus as, Passage passage) {
    if (node.is(NodeStatus.RUNNING) && step.locality() == Locality.REMOTE) {
      commands.add(new PathCommand.CancelRemote(step.id()));
    }
    if (node.is(NodeStatus.WAITING) && node.waiting() instanceof Wait.Person) {
      closeTask(step.id(), TaskChange.Closing.CANCELLED, null, null, "journey");
    }
    put(step, node.closed(as, passage, now));
  }

  private void consume(PathPlan.Step step, NodeState node, ExternalEvent event) {
    put(step, node.completed(Passage.ORDINARY, event.data(), node.attempt(), now));
  }

  private void ask(PathPlan.Step step, ExternalEvent event) {
    commands.add(new PathCommand.RunLocally(new PathTask.MatchEvent(step.id(), event)));
  }

  private void keep(ExternalEvent event) {
    events.add(event);
    if (events.size() > PathState.MAX_EVENTS) {
      events.removeFirst();
    }
  }

  private NodeState freeze(NodeState node) {
    if (!node.is(NodeStatus.WAITING) || node.waiting().until() == null || node.frozen() != null) {
      return node;
    }
    Duration left = Duration.between(now, node.waiting().until());
    return node.withFrozen(left.isNegative() ? Duration.ZERO : left);
  }

  private NodeState thaw(String nodeId, NodeState node, ResumeMode mode) {
    if (!node.is(NodeStatus.WAITING) || node.waiting().until() == null) {
      return node;
    }
    Duration left =
        node.frozen() != null ? node.frozen() : Duration.between(now, node.waiting().until());
    String key = before.runId() + "/" + nodeId;
    return node.withWait(
        Waits.until(node.waiting(), Waits.resumed(node.waiting(), left, mode, key, now)));
  }

  private OpenTask task(PathPlan.Step step, Wait.Person person) {
    return new OpenTask(
        taskId(step.id()),
        OpenTask.Kind.STEP,
        before.runId(),
        step.id(),
        person.title(),
        person.description(),
        person.form(),
        person.choices(),
        person.assignee(),
        person.until());
  }

  private void closeTask(
      String nodeId, TaskChange.Closing how, String choice, JsonNode answer, String actor) {
    commands.add(
        new PathCommand.ChangeTask(
            new TaskChange.Closed(taskId(nodeId), how, choice, answer, actor, now)));
  }

  private UUID taskId(String nodeId) {
    return DerivedId.of(before.runId(), "task", nodeId, before.execution());
  }

  private void put(PathPlan.Step step, NodeState node) {
    nodes.put(step.id(), node);
    if (node.stepIndex() != null) {
      commands.add(
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

  private Optional<PathPlan.Step> firstWith(NodeStatus status) {
    return plan.steps().stream().filter(step -> statusOf(step.id()) == status).findFirst();
  }

  private NodeStatus statusOf(String nodeId) {
    NodeState node = nodes.get(nodeId);
    return node == null ? NodeStatus.PENDING : node.status();
  }

  private PathPlan.Step step(String nodeId) {
    return plan.step(nodeId).orElseThrow();
  }

  /** Outputs of the nodes that nothing taken follows. */
  private JsonNode result() {
    ObjectNode outputs = JsonNodeFactory.instance.objectNode();
    for (PathPlan.Step step : plan.steps()) {
      NodeState node = nodes.get(step.id());
      if (node.is(NodeStatus.COMPLETED)
          && node.output() != null
          && step.outgoing().stream().noneMatch(edge -> node.passage().takes(step, edge))) {
        outputs.set(step.id(), node.output());
      }
    }
    return outputs;
  }

  private static JsonNode timedOut(Wait wait) {
    return wait instanceof Wait.Timer
        ? null
        : JsonNodeFactory.instance.objectNode().put("timedOut", true);
  }

  private static JsonNode answerOf(PathEvent.TaskAnswered answered) {
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    if (answered.choice() != null) {
      output.put("choice", answered.choice());
    }
    if (answered.answer() != null) {
      output.set("answer", answered.answer());
    }
    return output.put("decidedBy", answered.actor());
  }
}
