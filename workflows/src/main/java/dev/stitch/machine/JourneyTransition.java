package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.Isolation;
import dev.stitch.graph.JourneyPlan;
import dev.stitch.graph.PathPlan;
import dev.stitch.machine.JourneyState.Phase;
import dev.stitch.step.FailureCode;
import dev.stitch.step.StepFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * One transition of a journey while it is being made: what happens to it, and the one way it moves.
 * Used by {@link JourneyMachine} and {@link ActTransition} alone.
 */
final class JourneyTransition {

  /** Who acts when nobody does. */
  static final String JOURNEY = "journey";

  /** Ids are remembered this long, and this many of them; the API's delivery table knows more. */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private static final int MAX_REMEMBERED = 1_000;

  private final PlanLookup plans;
  private final JourneyState before;
  private final Instant now;
  private final List<JourneyCommand> commands = new ArrayList<>();
  private final Map<String, Integer> visits;
  private final SequencedMap<UUID, PathSlot> slots;
  private final SequencedMap<UUID, OpenTask> tasks;
  private final SequencedMap<String, JourneyState.Seen> seen;
  private PlanVersion plan;
  private Instant startedAt;
  private Instant endedAt;
  private EntityStatus closed;
  private String nodeId;
  private Instant enteredAt;
  private Phase phase;
  private int checks;
  private boolean released;
  private Instant deadline;
  private Duration frozen;
  private JsonNode metadata;
  private Pauses pauses;
  private long nextSeq;

  JourneyTransition(PlanLookup plans, JourneyState before, Instant now) {
    this.plans = plans;
    this.before = before;
    this.now = now;
    this.visits = new LinkedHashMap<>(before.visits());
    this.slots = new LinkedHashMap<>(before.slots());
    this.tasks = new LinkedHashMap<>(before.tasks());
    this.seen = new LinkedHashMap<>(before.seen());
    this.plan = before.plan();
    this.startedAt = before.startedAt();
    this.endedAt = before.endedAt();
    this.closed = before.closed();
    this.nodeId = before.nodeId();
    this.enteredAt = before.enteredAt();
    this.phase = before.phase();
    this.checks = before.checks();
    this.released = before.released();
    this.deadline = before.deadline();
    this.frozen = before.frozen();
    this.metadata = before.metadata();
    this.pauses = before.pauses();
    this.nextSeq = before.nextSeq();
  }

  // ---- what happens ----

  void begin(JourneyEvent.Began began) {
    if (phase != Phase.NEW) {
      return;
    }
    startedAt = now;
    record(
        JourneyEventType.JOURNEY_STARTED,
        null,
        began.actor(),
        detail().put("source", began.source()));
    JourneyPlan journey = plans.journey(plan.hash());
    String start = began.startNodeId() == null ? journey.start() : began.startNodeId();
    if (began.paused()) {
      pause(PauseOwner.FLOW, TimerMode.FREEZE, began.actor());
    }
    enter(start, began.actor());
  }

  void stageResolved(JourneyEvent.StageResolved resolved) {
    if (phase != Phase.RESOLVING || !here(resolved.nodeId(), resolved.visit())) {
      return;
    }
    List<String> unpublished =
        resolved.flows().stream()
            .filter(flow -> flow.plan() == null)
            .map(MappedFlow::name)
            .toList();
    if (!unpublished.isEmpty()) {
      getStuck("mapped here but never published: " + String.join(", ", unpublished));
      return;
    }
    phase = Phase.WORKING;
    for (MappedFlow flow : resolved.flows()) {
      UUID runId =
          DerivedId.of(before.entityId(), "run", nodeId, resolved.visit(), flow.systemFlowId());
      slots.put(
          runId,
          new PathSlot(
              runId,
              runId,
              null,
              flow,
              0,
              1,
              RunStatus.PENDING,
              null,
              List.of(),
              null,
              null,
              null,
              null));
    }
  }

  void stageChecked(JourneyEvent.StageChecked checked) {
    if (checks == 0 || !here(checked.nodeId(), checked.visit())) {
      return;
    }
    checks--;
    if (checked.exit()) {
      end(EntityStatus.EXITED, JourneyEventType.JOURNEY_EXITED, JOURNEY, detail());
    } else if (checked.goal()) {
      released = true;
    }
  }

  void edgeChosen(JourneyEvent.EdgeChosen chosen) {
    if (phase != Phase.CHOOSING || !here(chosen.nodeId(), chosen.visit())) {
      return;
    }
    stage().edges().stream()
        .filter(edge -> edge.id().equals(chosen.edgeId()))
        .findFirst()
        .ifPresentOrElse(
            edge -> enter(edge.target(), JOURNEY), () -> getStuck(chosen.explanation()));
  }

  /** Something happened to a path that runs inside this journey. */
  void inPath(UUID runId, PathEvent happened) {
    PathSlot slot = slots.get(runId);
    if (slot == null || slot.inline() == null || !slot.live()) {
      return;
    }
    PathState state = applyInline(slot, happened);
    if (state.status().isFinal()) {
      slotEnded(slots.get(runId), PathMachine.end(state));
    }
  }

  void pathEnded(JourneyEvent.PathEnded ended) {
    PathSlot slot = slots.get(ended.runId());
    if (slot == null) {
      guestEnded(ended);
    } else if (slot.inline() == null && slot.live()) {
      slotEnded(slot, ended.end());
    }
  }

  void pathWaiting(JourneyEvent.PathWaiting report) {
    PathSlot slot = slots.get(report.runId());
    if (slot == null || !slot.live()) {
      return;
    }
    for (WaitingOn wait : report.waitingOn()) {
      if (wait.kind().equals("person") && !slot.waitingOn().contains(wait)) {
        ObjectNode about = detail().put("nodeId", wait.nodeId()).put("title", wait.detail());
        about.put("taskId", stepTaskId(slot, wait.nodeId()).toString());
        record(JourneyEventType.TASK_OPENED, slot.runId(), JOURNEY, about);
      }
    }
    put(Slots.waitingOn(slot, report.waitingOn()));
  }

  void timerFired(Instant due) {
    if (pauses.any()) {
      return;
    }
    if (deadline != null && !deadline.isAfter(due)) {
      deadlinePassed();
    }
    for (PathSlot slot : List.copyOf(slots.values())) {
      inPath(slot.runId(), new PathEvent.TimerFired(now, due));
    }
  }

  void happened(ExternalEvent event) {
    if (seen.containsKey(event.id())) {
      return;
    }
    remember(event.id(), null);
    record(
        JourneyEventType.EVENT_RECEIVED,
        null,
        event.source(),
        detail().put("id", event.id()).put("name", event.name()));
    tellPaths(new PathEvent.EventArrived(now, event));
    JourneyPlan.Stage stage = stage();
    if (stage.advance() == JourneyPlan.Advance.ON_EVENT && event.name().equals(stage.event())) {
      released = true;
    }
    askWhetherOver(event);
  }

  // ---- the one way an entity moves ----

  /** Leaves where it stands, whatever still runs there, and enters a UX node of the pinned plan. */
  void enter(String target, String actor) {
    String from = nodeId;
    clearStage();
    JourneyPlan.Stage stage = plans.journey(plan.hash()).stage(target).orElseThrow();
    nodeId = target;
    visits.merge(target, 1, Integer::sum);
    enteredAt = now;
    setDeadline(stage);
    recordMove(from, target, actor);
    resolve();
    askWhetherOver(null);
  }

  private void resolve() {
    phase = Phase.RESOLVING;
    commands.add(
        new JourneyCommand.RunLocally(
            new JourneyTask.ResolveStage(nodeId, visits.getOrDefault(nodeId, 0))));
  }

  /** Tries again what found no way on. */
  void unstick(String actor) {
    for (OpenTask task : List.copyOf(tasks.values())) {
      closeTask(task.id(), TaskChange.Closing.CANCELLED, null, null, actor);
    }
    if (slots.isEmpty()) {
      resolve();
    } else {
      choose(actor);
    }
  }

  /** What follows from any event: starts what can start and leaves what is done. */
  void settle() {
    if (closed != null || checks > 0 || pauses.any() || phase != Phase.WORKING) {
      return;
    }
    if (released) {
      leave();
      return;
    }
    int open;
    do {
      open = openSlots();
      startNextGroup();
    } while (openSlots() < open && checks == 0);
    if (checks == 0 && done()) {
      leave();
    }
  }

  /** Leaves the stage, asking a person first where the stage says so. */
  private void leave() {
    if (stage().humanApproval()) {
      phase = Phase.APPROVAL;
      openTask(
          OpenTask.Kind.APPROVAL,
          null,
          "Let the entity leave " + stage().label() + "?",
          null,
          List.of("approve", "cancel"));
    } else {
      choose(JOURNEY);
    }
  }

  /** Takes the UX edge out, or ends the journey where there is none. */
  void choose(String actor) {
    List<JourneyPlan.UxEdge> edges = stage().edges();
    if (edges.isEmpty()) {
      end(EntityStatus.COMPLETED, JourneyEventType.JOURNEY_COMPLETED, actor, detail());
    } else if (edges.size() == 1 && edges.getFirst().condition() == null) {
      enter(edges.getFirst().target(), actor);
    } else {
      phase = Phase.CHOOSING;
      commands.add(
          new JourneyCommand.RunLocally(
              new JourneyTask.ChooseEdge(nodeId, visits.getOrDefault(nodeId, 0))));
    }
  }

  void end(EntityStatus status, JourneyEventType type, String actor, ObjectNode why) {
    clearStage();
    phase = Phase.ENDED;
    closed = status;
    endedAt = now;
    deadline = null;
    record(type, null, actor, why);
  }

  private boolean done() {
    if (slots.values().stream().anyMatch(slot -> slot.status() != RunStatus.COMPLETED)) {
      return false;
    }
    JourneyPlan.Stage stage = stage();
    return switch (stage.advance()) {
      case MANUAL, ON_EVENT -> false;
      case AUTO -> true;
      case ON_PATH_COMPLETED -> !slots.isEmpty() || stage.last();
    };
  }

  private void clearStage() {
    for (PathSlot slot : List.copyOf(slots.values())) {
      if (!slot.live()) {
        continue;
      }
      if (slot.inline() != null) {
        applyInline(slot, new PathEvent.CancelRequested(now));
      } else {
        commands.add(new JourneyCommand.CancelPath(slot.runId()));
      }
    }
    slots.clear();
    for (OpenTask task : List.copyOf(tasks.values())) {
      closeTask(task.id(), TaskChange.Closing.CANCELLED, null, null, JOURNEY);
    }
    checks = 0;
    released = false;
    frozen = null;
  }

  private void setDeadline(JourneyPlan.Stage stage) {
    deadline = stage.deadline() == null ? null : enteredAt.plus(stage.deadline());
    if (deadline != null && pauses.frozen()) {
      frozen = stage.deadline();
    }
  }

  private void deadlinePassed() {
    deadline = null;
    record(JourneyEventType.DEADLINE_PASSED, null, JOURNEY, detail().put("nodeId", nodeId));
    JourneyPlan.Stage stage = stage();
    if (stage.timeoutEdge() != null) {
      enter(stage.timeoutEdge().target(), JOURNEY);
    } else {
      openTask(
          OpenTask.Kind.DEADLINE,
          null,
          "Stayed too long in " + stage.label(),
          null,
          List.of("advance", "stay", "cancel"));
    }
  }

  private void getStuck(String explanation) {
    phase = Phase.STUCK;
    openTask(
        OpenTask.Kind.BLOCKED,
        null,
        "No way leads on from " + stage().label(),
        explanation,
        List.of("retry", "move", "cancel"));
  }

  private void askWhetherOver(ExternalEvent event) {
    JourneyPlan.Stage stage = stage();
    if (closed == null && (stage.goal() != null || stage.exitWhen() != null)) {
      checks++;
      commands.add(
          new JourneyCommand.RunLocally(
              new JourneyTask.CheckStage(nodeId, visits.getOrDefault(nodeId, 0), event)));
    }
  }

  // ---- paths ----

  private int openSlots() {
    return (int)
        slots.values().stream().filter(slot -> slot.status() != RunStatus.COMPLETED).count();
  }

  private void startNextGroup() {
    slots.values().stream()
        .filter(slot -> slot.status() != RunStatus.COMPLETED)
        .mapToInt(slot -> slot.flow().position())
        .min()
        .ifPresent(
            position ->
                List.copyOf(slots.values()).stream()
                    .filter(slot -> slot.status() == RunStatus.PENDING)
                    .filter(slot -> slot.flow().position() == position)
                    .forEach(this::start));
  }

  private void start(PathSlot slot) {
    MappedFlow flow = slot.flow();
    record(
        JourneyEventType.PATH_STARTED,
        slot.runId(),
        JOURNEY,
        detail()
            .put("systemFlowId", flow.systemFlowId().toString())
            .put("version", flow.plan().version())
            .put("hash", flow.plan().hash())
            .put("position", flow.position()));
    if (flow.isolation() == Isolation.CHILD) {
      PathSlot running = Slots.running(slot, null);
      put(running);
      commands.add(new JourneyCommand.StartPath(running, nodeId, visits.getOrDefault(nodeId, 0)));
      return;
    }
    PathState fresh =
        PathState.initial(
            slot.runId(), flow.plan().hash(), slot.execution(), flow.input(), trigger(), metadata);
    put(Slots.running(slot, fresh));
    inPath(slot.runId(), new PathEvent.Begun(now, slot.resume(), false));
  }

  /** What a path of this journey sees as {@code trigger}. */
  private JsonNode trigger() {
    return detail().put("kind", JOURNEY).put("uxNodeId", nodeId);
  }

  private PathState applyInline(PathSlot slot, PathEvent happened) {
    PathPlan path = plans.path(slot.flow().plan().hash());
    Transition<PathState, PathCommand> next = new PathMachine(path).apply(slot.inline(), happened);
    put(Slots.inline(slot, next.state()));
    for (PathCommand command : next.commands()) {
      switch (command) {
        case PathCommand.RunLocally run ->
            commands.add(
                new JourneyCommand.RunLocally(new JourneyTask.InPath(slot.runId(), run.task())));
        case PathCommand.RunRemotely run ->
            commands.add(new JourneyCommand.RunRemotely(slot.runId(), run.nodeId()));
        case PathCommand.CancelRemote cancel ->
            commands.add(new JourneyCommand.CancelRemote(slot.runId(), cancel.nodeId()));
        case PathCommand.RecordStep step ->
            commands.add(new JourneyCommand.RecordStep(slot.runId(), step.step()));
        case PathCommand.ChangeTask change -> changeTask(change.change());
      }
    }
    commands.add(
        new JourneyCommand.RecordRun(
            new RunRecord(
                next.state(),
                slot.flow(),
                slot.retryOf(),
                nodeId,
                visits.getOrDefault(nodeId, 0))));
    return next.state();
  }

  private void slotEnded(PathSlot slot, PathEnd end) {
    metadata = Metadata.apply(metadata, end.metadata());
    ObjectNode about = detail().put("systemFlowId", slot.flow().systemFlowId().toString());
    if (end.status() == RunStatus.COMPLETED) {
      put(Slots.ended(slot, end, null));
      record(JourneyEventType.PATH_COMPLETED, slot.runId(), JOURNEY, about);
    } else {
      StepFailure failure =
          end.failure() != null
              ? end.failure()
              : new StepFailure(
                  FailureCode.RUN_CONTROL,
                  "the path was " + end.status().name().toLowerCase(Locale.ROOT));
      about.put("status", end.status().name().toLowerCase(Locale.ROOT));
      about.put("nodeId", end.failedNodeId());
      about.put("code", failure.code().name()).put("message", failure.message());
      record(JourneyEventType.PATH_FAILED, slot.runId(), JOURNEY, about);
      UUID taskId =
          openTask(
              OpenTask.Kind.BLOCKED,
              slot.runId(),
              end.failedNodeId() == null
                  ? slot.flow().name() + " did not complete"
                  : slot.flow().name() + " failed at " + end.failedNodeId(),
              failure.message(),
              List.of("retry", "skip", "move", "cancel"));
      put(
          Slots.ended(
              slot,
              new PathEnd(end.status(), end.failedNodeId(), failure, null, null, end.resume()),
              taskId));
    }
    askWhetherOver(null);
  }

  /** A direct run at the entity's present node moves it on as a mapped one would. */
  private void guestEnded(JourneyEvent.PathEnded ended) {
    boolean completed = ended.end().status() == RunStatus.COMPLETED;
    if (!Objects.equals(ended.uxNodeId(), nodeId) || seen.containsKey(ended.runId().toString())) {
      return;
    }
    remember(ended.runId().toString(), null);
    metadata = Metadata.apply(metadata, ended.end().metadata());
    record(
        completed ? JourneyEventType.PATH_COMPLETED : JourneyEventType.PATH_FAILED,
        ended.runId(),
        JOURNEY,
        detail().put("systemFlowId", ended.systemFlowId().toString()).put("direct", true));
    boolean othersDone =
        slots.values().stream().allMatch(slot -> slot.status() == RunStatus.COMPLETED);
    boolean byPath =
        stage().advance() == JourneyPlan.Advance.ON_PATH_COMPLETED
            || stage().advance() == JourneyPlan.Advance.AUTO;
    if (completed && othersDone && byPath && phase == Phase.WORKING) {
      released = true;
    }
    askWhetherOver(null);
  }

  /** Tells every live path, inside or outside. */
  void tellPaths(PathEvent happened) {
    for (PathSlot slot : List.copyOf(slots.values())) {
      tellPath(slot, happened);
    }
  }

  void tellPath(PathSlot slot, PathEvent happened) {
    if (slot.inline() != null) {
      inPath(slot.runId(), happened);
    } else if (slot.live()) {
      commands.add(new JourneyCommand.TellPath(slot.runId(), happened));
    }
  }

  // ---- pauses ----

  void pause(PauseOwner owner, TimerMode timers, String actor) {
    pauses = pauses.with(owner, timers);
    if (pauses.frozen() && deadline != null && frozen == null) {
      frozen = Duration.between(now, deadline);
    }
    tellPaths(new PathEvent.Paused(now, owner, timers));
    record(
        JourneyEventType.PAUSED,
        null,
        actor,
        detail().put("owner", owner.name()).put("timers", timers.name()));
  }

  void resume(PauseOwner owner, ResumeMode mode, String actor) {
    pauses = pauses.without(owner);
    if (!pauses.any() && frozen != null) {
      deadline = now.plus(frozen);
      frozen = null;
    }
    tellPaths(new PathEvent.Resumed(now, owner, mode));
    record(
        JourneyEventType.RESUMED,
        null,
        actor,
        detail().put("owner", owner.name()).put("mode", mode.name()));
  }

  // ---- tasks ----

  private void changeTask(TaskChange change) {
    if (change instanceof TaskChange.Opened opened) {
      tasks.put(opened.taskId(), opened.task());
      recordTask(opened.task());
    } else {
      tasks.remove(change.taskId());
    }
    commands.add(new JourneyCommand.ChangeTask(change));
  }

  private UUID openTask(
      OpenTask.Kind kind, UUID runId, String title, String description, List<String> choices) {
    UUID id =
        DerivedId.of(before.entityId(), "task", kind, nodeId, visits.get(nodeId), runId, nextSeq);
    changeTask(
        new TaskChange.Opened(
            new OpenTask(id, kind, runId, nodeId, title, description, null, choices, null, null),
            now));
    return id;
  }

  void closeTask(
      UUID taskId, TaskChange.Closing how, String choice, JsonNode answer, String actor) {
    if (tasks.remove(taskId) != null) {
      commands.add(
          new JourneyCommand.ChangeTask(
              new TaskChange.Closed(taskId, how, choice, answer, actor, now)));
    }
  }

  private void recordTask(OpenTask task) {
    record(
        JourneyEventType.TASK_OPENED,
        task.runId(),
        JOURNEY,
        detail()
            .put("taskId", task.id().toString())
            .put("nodeId", task.nodeId())
            .put("title", task.title()));
  }

  /** The id of the task that a {@code human.task} step of a path opens. */
  static UUID stepTaskId(PathSlot slot, String stepNodeId) {
    return DerivedId.of(slot.runId(), "task", stepNodeId, slot.execution());
  }

  // ---- records ----

  void record(JourneyEventType type, UUID runId, String actor, ObjectNode about) {
    commands.add(
        new JourneyCommand.RecordEvent(
            new JourneyRecord(nextSeq++, type, null, null, runId, actor, about, now)));
  }

  void recordMove(String from, String to, String actor) {
    commands.add(
        new JourneyCommand.RecordEvent(
            new JourneyRecord(
                nextSeq++, JourneyEventType.MOVED, from, to, null, actor, detail(), now)));
  }

  void remember(String id, Refusal refusal) {
    seen.put(id, new JourneyState.Seen(now, refusal));
    while (seen.size() > MAX_REMEMBERED
        || seen.firstEntry().getValue().at().isBefore(now.minus(REMEMBERED))) {
      seen.pollFirstEntry();
    }
  }

  static ObjectNode detail() {
    return JsonNodeFactory.instance.objectNode();
  }

  // ---- for acts ----

  Instant now() {
    return now;
  }

  SequencedMap<UUID, PathSlot> slots() {
    return slots;
  }

  SequencedMap<UUID, OpenTask> tasks() {
    return tasks;
  }

  void put(PathSlot slot) {
    slots.put(slot.runId(), slot);
  }

  String nodeId() {
    return nodeId;
  }

  boolean hasSeen(String id) {
    return seen.containsKey(id);
  }

  void changeMetadata(JsonNode values) {
    metadata = Metadata.apply(metadata, values);
    askWhetherOver(null);
  }

  /** Stands at the node of another version that its present one maps to; what runs goes on. */
  void migrate(PlanVersion to, String mappedNode) {
    plan = to;
    if (!mappedNode.equals(nodeId)) {
      visits.merge(mappedNode, 1, Integer::sum);
      nodeId = mappedNode;
    }
    if (frozen == null) {
      setDeadline(stage());
    }
  }

  JourneyPlan.Stage stage() {
    return plans.journey(plan.hash()).stage(nodeId).orElseThrow();
  }

  private boolean here(String node, int visit) {
    return Objects.equals(nodeId, node) && visits.getOrDefault(nodeId, 0) == visit;
  }

  /** The state so far. */
  JourneyState state() {
    return new JourneyState(
        before.entityId(),
        before.contactId(),
        before.flowId(),
        plan,
        startedAt,
        endedAt,
        closed,
        nodeId,
        enteredAt,
        visits,
        phase,
        checks,
        released,
        deadline,
        frozen,
        slots,
        tasks,
        metadata,
        pauses,
        seen,
        nextSeq);
  }

  /** The transition, with the flips between blocked and not blocked recorded. */
  Transition<JourneyState, JourneyCommand> finish() {
    boolean was = before.closed() == null && JourneyMachine.blocked(before);
    boolean is = closed == null && JourneyMachine.blocked(state());
    if (is && !was) {
      record(JourneyEventType.BLOCKED, null, JOURNEY, detail().put("nodeId", nodeId));
    } else if (was && !is && closed == null) {
      record(JourneyEventType.UNBLOCKED, null, JOURNEY, detail().put("nodeId", nodeId));
    }
    return new Transition<>(state(), commands);
  }
}
