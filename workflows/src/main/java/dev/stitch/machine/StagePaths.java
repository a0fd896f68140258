package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.plan.Isolation;
import dev.stitch.plan.PathPlan;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The paths of the stage that an entity stands at, during one transition of its journey. */
final class StagePaths {

  private final JourneyDraft draft;

  StagePaths(JourneyDraft draft) {
    this.draft = draft;
  }

  // ---- starting and clearing ----

  /**
   * Puts a flow among those that run here.
   *
   * @param startedBy who wants it to begin, or null when it is mapped to the stage that was entered
   */
  void plan(MappedFlow flow, @Nullable String startedBy) {
    draft.put(Slots.planned(draft.entityId(), draft.node(), draft.visit(), flow, startedBy));
  }

  boolean none() {
    return draft.slots.isEmpty();
  }

  boolean allCompleted() {
    return open() == 0;
  }

  /** How many have not completed. */
  int open() {
    return (int)
        draft.slots.values().stream().filter(slot -> slot.status() != RunStatus.COMPLETED).count();
  }

  /** Starts those of the lowest position that has not completed, side by side. */
  void startNextGroup() {
    draft.slots.values().stream()
        .filter(slot -> slot.status() != RunStatus.COMPLETED)
        .mapToInt(slot -> slot.flow().position())
        .min()
        .ifPresent(
            position ->
                List.copyOf(draft.slots.values()).stream()
                    .filter(slot -> slot.status() == RunStatus.PENDING)
                    .filter(slot -> slot.flow().position() == position)
                    .forEach(this::start));
  }

  private void start(PathSlot slot) {
    MappedFlow flow = slot.flow();
    recordStart(
        slot,
        Objects.requireNonNullElse(slot.startedBy(), JourneyDraft.JOURNEY),
        JourneyDraft.detail());
    if (flow.isolation() == Isolation.CHILD) {
      PathSlot running = Slots.running(slot, null);
      draft.put(running);
      draft.add(new JourneyCommand.StartPath(running, events(slot)));
      return;
    }
    PathState fresh =
        PathState.initial(
            draft.rules,
            slot.runId(),
            flow.published().hash(),
            slot.execution(),
            flow.input(),
            trigger(slot),
            draft.metadata);
    draft.put(Slots.running(slot, fresh));
    inPath(slot.runId(), new PathInput.Begun(draft.now, slot.resume(), false, events(slot)));
  }

  private void recordStart(PathSlot slot, String actor, ObjectNode about) {
    MappedFlow flow = slot.flow();
    draft.record(
        JourneyEventType.PATH_STARTED,
        slot.runId(),
        actor,
        about
            .put("systemFlowId", flow.systemFlowId().toString())
            .put("version", flow.published().version())
            .put("hash", flow.published().hash())
            .put("position", flow.position()));
  }

  /** What arrived in this stage and the path may ask for; not what it had before it was retried. */
  private List<ExternalEvent> events(PathSlot slot) {
    if (draft.events.isEmpty()) {
      return List.of();
    }
    List<String> had = slot.resume() == null ? List.of() : slot.resume().consumed();
    PathPlan path = draft.plans.path(slot.flow().published().hash());
    return draft.events.stream()
        .filter(event -> !had.contains(event.id()))
        .filter(event -> !KeptEvents.stepsThatAwait(event.name(), path).isEmpty())
        .toList();
  }

  /** Whether a path of this stage has a step that waits for such an event. */
  boolean mayAskFor(ExternalEvent event) {
    return draft.slots.values().stream().anyMatch(slot -> mayAskFor(slot, event));
  }

  private boolean mayAskFor(PathSlot slot, ExternalEvent event) {
    PathPlan path = draft.plans.path(slot.flow().published().hash());
    return !KeptEvents.stepsThatAwait(event.name(), path).isEmpty();
  }

  /** What a path of this journey sees as {@code trigger}. */
  private static JsonNode trigger(PathSlot slot) {
    return JourneyDraft.detail().put("kind", JourneyDraft.JOURNEY).put("uxNodeId", slot.uxNodeId());
  }

  /** Cancels what runs and forgets them all. */
  void clear() {
    for (PathSlot slot : List.copyOf(draft.slots.values())) {
      if (slot.live() && slot.inline() != null) {
        applyInline(slot, new PathInput.CancelRequested(draft.now));
      } else if (slot.live()) {
        draft.add(new JourneyCommand.CancelPath(slot.runId()));
      }
      forget(slot);
    }
  }

  /** The next run of a path takes the place of the one that ended. */
  void replace(PathSlot old, PathSlot next) {
    forget(old);
    draft.put(next);
  }

  /** Its end may still be reported, and must not pass for that of a direct run. */
  private void forget(PathSlot slot) {
    draft.slots.remove(slot.runId());
    if (slot.flow().isolation() == Isolation.CHILD && slot.status() != RunStatus.PENDING) {
      draft.remember(JourneyDraft.runKey(slot.runId()), null);
    }
  }

  // ---- what happens to them ----

  /** Something happened to a path that runs inside this journey. */
  void inPath(UUID runId, PathInput happened) {
    PathSlot slot = draft.slots.get(runId);
    if (slot == null || slot.inline() == null || !slot.live()) {
      return;
    }
    PathState state = applyInline(slot, happened);
    if (state.status().isFinal()) {
      slotEnded(draft.slot(runId), PathMachine.end(state));
    }
  }

  private PathState applyInline(PathSlot slot, PathInput happened) {
    PathPlan path = draft.plans.path(slot.flow().published().hash());
    Transition<PathState, PathCommand> next =
        new PathMachine(path, roomForOutputs())
            .apply(Objects.requireNonNull(slot.inline(), "the path is a child"), happened);
    draft.put(Slots.inline(slot, next.state()));
    for (PathCommand command : next.commands()) {
      switch (command) {
        case PathCommand.RunLocally run ->
            draft.add(
                new JourneyCommand.RunLocally(new JourneyWork.InPath(slot.runId(), run.task())));
        case PathCommand.RunRemotely run ->
            draft.add(new JourneyCommand.RunRemotely(slot.runId(), run.nodeId()));
        case PathCommand.CancelRemote cancel ->
            draft.add(new JourneyCommand.CancelRemote(slot.runId(), cancel.nodeId()));
        case PathCommand.Call call ->
            throw new IllegalStateException("publishing lets no inline flow call others: " + call);
        case PathCommand.RecordStep step ->
            draft.add(new JourneyCommand.RecordStep(slot.runId(), step.step()));
        case PathCommand.ChangeTask change -> draft.changeTask(change.change());
      }
    }
    if (!next.state().equals(slot.inline()) || !next.commands().isEmpty()) {
      draft.add(
          new JourneyCommand.RecordRun(
              new RunRecord(
                  next.state(), slot.flow(), slot.retryOf(), slot.uxNodeId(), slot.visit())));
    }
    return next.state();
  }

  /** The paths inside one journey share what its workflow may keep. */
  private int roomForOutputs() {
    long inside = draft.slots.values().stream().filter(slot -> slot.inline() != null).count();
    return JsonBounds.OUTPUTS / (int) Math.max(1, inside);
  }

  void pathEnded(JourneyInput.PathEnded ended) {
    PathSlot slot = draft.slots.get(ended.runId());
    if (slot == null) {
      guestEnded(ended);
    } else if (slot.inline() == null && slot.live()) {
      slotEnded(slot, ended.end());
    } else if (completesAfterAll(slot, ended.end())) {
      recordStart(slot, JourneyDraft.JOURNEY, JourneyDraft.detail().put("reset", true));
      draft.closeTask(
          slot.taskId(), TaskChange.Closing.CANCELLED, null, null, JourneyDraft.JOURNEY);
      slotEnded(slot, ended.end());
    }
  }

  /** An operator who resets a path that has failed lets it run again, and nobody repairs it. */
  private boolean completesAfterAll(PathSlot slot, PathEnd end) {
    return draft.rules >= Rules.BOUNDED
        && slot.inline() == null
        && slot.needsPerson()
        && end.status() == RunStatus.COMPLETED;
  }

  private void slotEnded(PathSlot slot, PathEnd end) {
    ObjectNode about =
        JourneyDraft.detail().put("systemFlowId", slot.flow().systemFlowId().toString());
    changeMetadata(end.metadata(), about);
    if (end.status() == RunStatus.COMPLETED) {
      draft.put(Slots.completed(slot));
      draft.record(JourneyEventType.PATH_COMPLETED, slot.runId(), JourneyDraft.JOURNEY, about);
    } else {
      slotFailed(slot, end, about);
    }
    draft.askWhetherOver(null);
  }

  /**
   * Takes over what a path changed. Each path keeps to the bound, but paths side by side may pass
   * it together: then the later one's changes are left out, and its event says so.
   */
  private void changeMetadata(@Nullable JsonNode changes, ObjectNode about) {
    JsonNode metadata = Objects.requireNonNull(Metadata.apply(draft.metadata, changes));
    Optional<String> problem =
        draft.rules < Rules.BOUNDED || changes == null
            ? Optional.empty()
            : JsonBounds.problem("metadata", metadata, JsonBounds.METADATA);
    if (problem.isPresent()) {
      about.put("metadataRefused", problem.get());
    } else {
      draft.metadata = metadata;
    }
  }

  /** A failed path does not end the journey: a person decides what follows. */
  private void slotFailed(PathSlot slot, PathEnd end, ObjectNode about) {
    String status = end.status().name().toLowerCase(Locale.ROOT);
    StepFailure failure =
        end.failure() != null
            ? end.failure()
            : new StepFailure(FailureCode.RUN_CONTROL, "the path was " + status);
    about.put("status", status);
    about.put("nodeId", end.failedNodeId());
    about.put("code", failure.code().name()).put("message", failure.message());
    draft.record(JourneyEventType.PATH_FAILED, slot.runId(), JourneyDraft.JOURNEY, about);
    UUID taskId =
        draft.openTask(
            OpenTask.Kind.BLOCKED,
            slot.runId(),
            end.failedNodeId() == null
                ? slot.flow().name() + " did not complete"
                : slot.flow().name() + " failed at " + called(slot, end.failedNodeId()),
            failure.message(),
            SkipAct.nodeToSkip(end) == null
                ? List.of("retry", "move", "cancel")
                : List.of("retry", "skip", "move", "cancel"));
    draft.put(Slots.failed(slot, end, failure, taskId));
  }

  /** What people call a step of a path. */
  private String called(PathSlot slot, String nodeId) {
    return draft.rules < Rules.STEP_LABELS
        ? nodeId
        : draft
            .plans
            .path(slot.flow().published().hash())
            .step(nodeId)
            .map(PathPlan.Step::label)
            .orElse(nodeId);
  }

  /**
   * A direct run for this entity has ended. What it changed is the entity's; at the present node it
   * moves the entity on as a mapped path would.
   */
  private void guestEnded(JourneyInput.PathEnded ended) {
    String key = JourneyDraft.runKey(ended.runId());
    if (draft.hasSeen(key)) {
      return;
    }
    draft.remember(key, null);
    draft.guests.remove(ended.runId());
    ObjectNode about =
        JourneyDraft.detail()
            .put("systemFlowId", ended.systemFlowId().toString())
            .put("uxNodeId", ended.uxNodeId())
            .put("direct", true);
    changeMetadata(ended.end().metadata(), about);
    boolean completed = ended.end().status() == RunStatus.COMPLETED;
    draft.record(
        completed ? JourneyEventType.PATH_COMPLETED : JourneyEventType.PATH_FAILED,
        ended.runId(),
        JourneyDraft.JOURNEY,
        about);
    if (completed && movesOn(ended)) {
      draft.released = true;
    }
    draft.askWhetherOver(null);
  }

  private boolean movesOn(JourneyInput.PathEnded ended) {
    boolean byPath =
        switch (draft.stage().advance()) {
          case ON_PATH_COMPLETED, AUTO -> true;
          case MANUAL, ON_EVENT -> false;
        };
    return byPath
        && Objects.equals(ended.uxNodeId(), draft.nodeId)
        && draft.phase == JourneyState.Phase.WORKING
        && allCompleted();
  }

  void pathWaiting(JourneyInput.PathWaiting report) {
    PathSlot slot = draft.slots.get(report.runId());
    if (slot == null || !slot.live()) {
      return;
    }
    report.waitingOn().stream()
        .filter(wait -> wait.kind().equals(WaitingOn.PERSON))
        .forEach(wait -> taskOpened(slot, wait));
    draft.put(Slots.waitingOn(slot, report.waitingOn()));
  }

  /** A child path tells what it waits for again and again; its task is opened once. */
  private void taskOpened(PathSlot slot, WaitingOn wait) {
    UUID taskId = OpenTask.ofStep(slot.runId(), wait.nodeId(), slot.execution());
    if (draft.hasSeen(JourneyDraft.taskKey(taskId))) {
      return;
    }
    draft.remember(JourneyDraft.taskKey(taskId), null);
    draft.record(
        JourneyEventType.TASK_OPENED,
        slot.runId(),
        JourneyDraft.JOURNEY,
        JourneyDraft.detail()
            .put("taskId", taskId.toString())
            .put("nodeId", wait.nodeId())
            .put("title", wait.detail()));
  }

  // ---- telling them ----

  /** Tells every live path, inside or outside. */
  void tellAll(PathInput happened) {
    for (PathSlot slot : List.copyOf(draft.slots.values())) {
      tell(slot, happened);
    }
    draft.guests.keySet().forEach(runId -> tellChild(runId, happened));
  }

  void tell(PathSlot slot, PathInput happened) {
    if (slot.inline() != null) {
      inPath(slot.runId(), happened);
    } else if (slot.live() && concerns(slot, happened)) {
      tellChild(slot.runId(), happened);
    }
  }

  /** A path that waits nowhere for an event of this name is spared the signal. */
  private boolean concerns(PathSlot slot, PathInput happened) {
    return draft.rules < Rules.BOUNDED
        || !(happened instanceof PathInput.EventArrived arrived)
        || mayAskFor(slot, arrived.event())
        || slot.waitingOn().stream().anyMatch(wait -> wait.isFor(arrived.event()));
  }

  private void tellChild(UUID runId, PathInput happened) {
    draft.add(new JourneyCommand.TellPath(runId, happened));
  }

  // ---- direct runs of this entity ----

  /** A direct run has begun: whoever pauses the entity pauses it too. */
  void welcome(GuestRun guest) {
    if (draft.guests.containsKey(guest.runId())
        || draft.hasSeen(JourneyDraft.runKey(guest.runId()))) {
      return;
    }
    draft.guests.put(guest.runId(), guest);
    draft.add(new JourneyCommand.WelcomeGuest(guest.runId()));
    draft
        .pauses
        .owners()
        .forEach(
            (owner, timers) ->
                tellChild(guest.runId(), new PathInput.Paused(draft.now, owner, timers)));
  }

  /** Cancels the direct runs of an entity, since it is cancelled itself. */
  void cancelGuests() {
    draft.guests.keySet().forEach(runId -> draft.add(new JourneyCommand.CancelPath(runId)));
    draft.guests.clear();
  }
}
