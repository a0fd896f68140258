package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.machine.JourneyState.Phase;
import dev.stitch.model.EntityStatus;
import dev.stitch.plan.JourneyPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A journey's next state and commands while one event is being applied: what the parts of a
 * transition ({@link JourneyTransition}, {@link StagePaths}, an {@link Act}) write to. It records
 * and remembers, and decides nothing. Lives for one event.
 */
final class JourneyDraft {

  /** The actor of what the journey does by itself. */
  static final String JOURNEY = "journey";

  private final JourneyState before;
  private final List<JourneyCommand> commands = new ArrayList<>();
  private final Map<String, Integer> visits;
  private final SeenIds seen;
  private long nextSeq;

  final PlanLookup plans;
  final Instant now;
  final SequencedMap<UUID, PathSlot> slots;
  final SequencedMap<UUID, OpenTask> tasks;
  PlanVersion plan;
  @Nullable Instant startedAt;
  @Nullable Instant endedAt;
  @Nullable EntityStatus closed;
  @Nullable String nodeId;
  @Nullable Instant enteredAt;
  Phase phase;
  int checks;
  boolean released;
  @Nullable Instant deadline;
  @Nullable Duration frozen;
  final int rules;
  final List<ExternalEvent> events;
  final SequencedMap<UUID, GuestRun> guests;
  JsonNode metadata;
  Pauses pauses;

  JourneyDraft(PlanLookup plans, JourneyState before, Instant now) {
    this.plans = plans;
    this.before = before;
    this.now = now;
    this.visits = new LinkedHashMap<>(before.visits());
    this.slots = new LinkedHashMap<>(before.slots());
    this.tasks = new LinkedHashMap<>(before.tasks());
    this.seen = new SeenIds(before.seen());
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
    this.rules = before.rules();
    this.events = new ArrayList<>(before.events());
    this.guests = new LinkedHashMap<>(before.guests());
  }

  UUID entityId() {
    return before.entityId();
  }

  // ---- where the entity stands ----

  /** The UX node that it stands at; only before it began there is none. */
  String node() {
    return Objects.requireNonNull(nodeId, "the entity stands nowhere yet");
  }

  JourneyPlan.Stage stage() {
    return plans.journey(plan.hash()).stage(node()).orElseThrow();
  }

  /** When it came to the UX node that it stands at. */
  Instant entered() {
    return Objects.requireNonNull(enteredAt, "the entity stands nowhere yet");
  }

  /** How often the present node was entered. */
  int visit() {
    return visits.getOrDefault(nodeId, 0);
  }

  /** Whether the result of local work is about the present stay. */
  boolean here(String node, int visit) {
    return Objects.equals(nodeId, node) && visit() == visit;
  }

  /** Stands at a node, once more. */
  void standAt(String node) {
    nodeId = node;
    visits.merge(node, 1, Integer::sum);
  }

  // ---- paths and tasks ----

  /** The path of a run that is known to be of this stage. */
  PathSlot slot(@Nullable UUID runId) {
    return Objects.requireNonNull(slots.get(runId), "no path of this stage");
  }

  void put(PathSlot slot) {
    slots.put(slot.runId(), slot);
  }

  UUID openTask(
      OpenTask.Kind kind,
      @Nullable UUID runId,
      String title,
      @Nullable String description,
      List<String> choices) {
    UUID id = DerivedId.of(entityId(), "task", kind, nodeId, visit(), runId, nextSeq);
    changeTask(
        new TaskChange.Opened(
            new OpenTask(id, kind, runId, node(), title, description, null, choices, null, null),
            now));
    return id;
  }

  void changeTask(TaskChange change) {
    if (change instanceof TaskChange.Opened opened) {
      OpenTask task = opened.task();
      tasks.put(task.id(), task);
      record(
          JourneyEventType.TASK_OPENED,
          task.runId(),
          JOURNEY,
          detail()
              .put("taskId", task.id().toString())
              .put("nodeId", task.nodeId())
              .put("title", task.title()));
    } else {
      tasks.remove(change.taskId());
    }
    add(new JourneyCommand.ChangeTask(change));
  }

  void closeTask(
      @Nullable UUID taskId,
      TaskChange.Closing how,
      @Nullable String choice,
      @Nullable JsonNode answer,
      String actor) {
    if (taskId != null && tasks.containsKey(taskId)) {
      changeTask(new TaskChange.Closed(taskId, how, choice, answer, actor, now));
    }
  }

  /** What asked these questions has gone away. */
  void closeTasks(Predicate<OpenTask> which, String actor) {
    for (OpenTask task : List.copyOf(tasks.values())) {
      if (which.test(task)) {
        closeTask(task.id(), TaskChange.Closing.CANCELLED, null, null, actor);
      }
    }
  }

  /** Has {@code exitWhen} and {@code goal} evaluated, where the stage has them. */
  void askWhetherOver(@Nullable ExternalEvent event) {
    JourneyPlan.Stage stage = stage();
    if (closed == null && (stage.goal() != null || stage.exitWhen() != null)) {
      checks++;
      add(new JourneyCommand.RunLocally(new JourneyWork.CheckStage(node(), visit(), event)));
    }
  }

  // ---- commands and records ----

  void add(JourneyCommand command) {
    commands.add(command);
  }

  void record(JourneyEventType type, @Nullable UUID runId, String actor, ObjectNode about) {
    add(
        new JourneyCommand.RecordEvent(
            new JourneyRecord(nextSeq++, type, null, null, runId, actor, about, now)));
  }

  /** Something from outside was refused: a fact, and all that comes of it. */
  void recordRefusal(String actor, ObjectNode about, String why) {
    record(JourneyEventType.EVENT_RECEIVED, null, actor, about.put("refused", why));
  }

  void recordMove(@Nullable String from, String to, String actor) {
    add(
        new JourneyCommand.RecordEvent(
            new JourneyRecord(
                nextSeq++, JourneyEventType.MOVED, from, to, null, actor, detail(), now)));
  }

  static ObjectNode detail() {
    return JsonNodeFactory.instance.objectNode();
  }

  boolean hasSeen(String id) {
    return seen.contains(id);
  }

  /** Under which an event is remembered: a client may give an event and an act the same id. */
  static String eventKey(String id) {
    return "event:" + id;
  }

  static String runKey(UUID id) {
    return "run:" + id;
  }

  static String taskKey(UUID id) {
    return "task:" + id;
  }

  void remember(String id, @Nullable Refusal refusal) {
    seen.remember(id, now, refusal);
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
        seen.all(),
        nextSeq,
        rules,
        events,
        guests);
  }

  /** The transition, with the flips between blocked and not blocked recorded. */
  Transition<JourneyState, JourneyCommand> finish() {
    boolean was = before.closed() == null && JourneyMachine.blocked(before.phase(), before.slots());
    boolean is = closed == null && JourneyMachine.blocked(phase, slots);
    if (is && !was) {
      record(JourneyEventType.BLOCKED, null, JOURNEY, detail().put("nodeId", nodeId));
    } else if (was && !is && closed == null) {
      record(JourneyEventType.UNBLOCKED, null, JOURNEY, detail().put("nodeId", nodeId));
    }
    commands.removeIf(this::isOver);
    return new Transition<>(state(), commands);
  }

  /** A step that was to start when something later in the same event ended its path. */
  private boolean isOver(JourneyCommand command) {
    return command instanceof JourneyCommand.RunRemotely run
        && (slots.get(run.runId()) == null || slots.get(run.runId()).inline() == null);
  }
}
