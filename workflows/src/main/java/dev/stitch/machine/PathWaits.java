package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The waits of a path's steps, and pauses, during one of its transitions. */
final class PathWaits {

  private final PathDraft draft;

  PathWaits(PathDraft draft) {
    this.draft = draft;
  }

  void start(PathPlan.Step step, NodeState node, Wait wait, int attempt) {
    NodeState waiting = node.waiting(wait, attempt);
    draft.put(step, draft.pauses.frozen() ? freeze(waiting) : waiting);
    switch (wait) {
      case Wait.Person person -> ask(step, person);
      case Wait.Event event -> offerKept(step, event);
      case Wait.Timer timer -> {}
      case Wait.Callback callback -> {}
      case Wait.Called called -> startCall(step, called);
      case Wait.Slot slot -> {}
    }
  }

  /** Starts a call; a run that is called by a paused path begins in the same pauses. */
  private void startCall(PathPlan.Step step, Wait.Called called) {
    draft.call(step, called, new CallAct.Start());
    draft
        .pauses
        .owners()
        .forEach((owner, timers) -> draft.call(step, called, new CallAct.Pause(owner, timers)));
  }

  private void tellCalled(CallAct act) {
    for (PathPlan.Step step : draft.waiting()) {
      if (draft.begun(step).waiting() instanceof Wait.Called called) {
        draft.call(step, called, act);
      }
    }
  }

  void timerFired(Instant due) {
    if (draft.pauses.any()) {
      return;
    }
    for (PathPlan.Step step : draft.waiting()) {
      NodeState node = draft.begun(step);
      Wait wait = node.awaited();
      if (wait.until() == null || wait.until().isAfter(due)) {
        continue;
      }
      if (wait instanceof Wait.Slot) {
        draft.startAgain(step, node);
        continue;
      }
      if (wait instanceof Wait.Person) {
        draft.closeTask(step, TaskChange.Closing.EXPIRED, null, null, JourneyDraft.JOURNEY);
      }
      boolean over = wait instanceof Wait.Timer;
      draft.put(
          step,
          node.completed(
              over ? Passage.ORDINARY : Passage.of(Passage.TIMEOUT),
              over ? null : JsonNodeFactory.instance.objectNode().put("timedOut", true),
              node.attempt(),
              draft.now));
    }
  }

  /** Whoever is held at a gate looks now, or as soon as the path goes on. */
  void lookAgain() {
    for (PathPlan.Step step : draft.waiting()) {
      NodeState node = draft.begun(step);
      if (!(node.awaited() instanceof Wait.Slot slot)) {
        continue;
      }
      if (!draft.pauses.any()) {
        draft.startAgain(step, node);
      } else if (node.frozen() != null) {
        draft.set(step, node.withFrozen(Duration.ZERO));
      } else {
        draft.set(step, node.withWait(Waits.until(slot, draft.now)));
      }
    }
  }

  // ---- events ----

  void eventArrived(ExternalEvent event) {
    if (draft.rules >= Rules.BOUNDED
        && (draft.consumed.contains(event.id())
            || JsonBounds.problem("data", event.data(), JsonBounds.EVENT).isPresent())) {
      return;
    }
    boolean consumed = false;
    boolean asked = false;
    for (PathPlan.Step step : draft.waiting()) {
      NodeState node = draft.begun(step);
      if (!(node.waiting() instanceof Wait.Event wait) || !wait.event().equals(event.name())) {
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

  void eventMatched(PathInput.EventMatched match) {
    NodeState node = draft.node(match.nodeId());
    if (!match.matched() || node == null || !node.is(NodeStatus.WAITING)) {
      return;
    }
    draft.events.stream()
        .filter(event -> event.id().equals(match.eventId()))
        .findFirst()
        .ifPresent(
            event -> {
              draft.events.remove(event);
              consume(draft.plan.step(match.nodeId()).orElseThrow(), node, event);
            });
  }

  /** An event that came before its step waited is not lost. */
  private void offerKept(PathPlan.Step step, Wait.Event wait) {
    for (ExternalEvent event : List.copyOf(draft.events)) {
      if (!event.name().equals(wait.event())) {
        continue;
      }
      if (wait.match() == null) {
        draft.events.remove(event);
        consume(step, draft.begun(step), event);
        return;
      }
      ask(step, event);
    }
  }

  private void consume(PathPlan.Step step, NodeState node, ExternalEvent event) {
    if (draft.rules >= Rules.BOUNDED) {
      draft.consumed.add(event.id());
    }
    draft.put(step, node.completed(Passage.ORDINARY, event.data(), node.attempt(), draft.now));
  }

  private void ask(PathPlan.Step step, ExternalEvent event) {
    draft.add(new PathCommand.RunLocally(new PathWork.MatchEvent(step.id(), event)));
  }

  /** Keeps an event for a later wait, once. */
  void keep(ExternalEvent event) {
    if (draft.consumed.contains(event.id())
        || draft.events.stream().anyMatch(kept -> kept.id().equals(event.id()))) {
      return;
    }
    if (draft.rules < Rules.BOUNDED) {
      draft.events.add(event);
      KeptEvents.makeRoom(draft.events, PathState.MAX_EVENTS);
    } else if (mayBeAskedFor(event)) {
      draft.events.add(event);
      KeptEvents.makeRoom(draft.events, Integer.MAX_VALUE);
    }
  }

  /**
   * Whether a step that has not ended may still wait for this event. Steps that take any event of
   * the name take the oldest, so that no more are kept than there are such steps.
   */
  private boolean mayBeAskedFor(ExternalEvent event) {
    if (draft.waiting().stream().anyMatch(step -> asksAbout(step, event))) {
      return true; // it is kept until the answer is there
    }
    List<PathPlan.Step> asking =
        KeptEvents.stepsThatAwait(event.name(), draft.plan).stream()
            .filter(step -> !draft.statusOf(step).isSettled())
            .toList();
    if (asking.stream().anyMatch(step -> step.config().hasNonNull("match"))) {
      return true;
    }
    long kept = draft.events.stream().filter(other -> other.name().equals(event.name())).count();
    return kept < asking.size();
  }

  // ---- people ----

  void taskAnswered(PathInput.TaskAnswered answered) {
    if (draft.rules >= Rules.BOUNDED
        && JsonBounds.problem("answer", answered.answer(), JsonBounds.METADATA).isPresent()) {
      return;
    }
    EarlyAnswer answer =
        new EarlyAnswer(answered.taskId(), answered.choice(), answered.answer(), answered.actor());
    PathState path = draft.before();
    RunAct.Answer.asking(draft.plan, path.runId(), path.execution(), answer.taskId())
        .ifPresent(
            step -> {
              if (draft.node(step.id()) != null
                  && draft.begun(step).waiting() instanceof Wait.Person person) {
                answer(step, person, answer);
              } else if (draft.rules >= Rules.EARLY_ANSWERS && !draft.statusOf(step).isSettled()) {
                keep(answer);
              }
            });
  }

  private void ask(PathPlan.Step step, Wait.Person person) {
    draft.openTask(step, person);
    List<EarlyAnswer> given =
        draft.early.stream().filter(answer -> taskOf(step).equals(answer.taskId())).toList();
    draft.early.removeAll(given);
    given.stream()
        .filter(answer -> isChoice(person, answer.choice()))
        .findFirst()
        .ifPresent(answer -> answer(step, person, answer));
  }

  /**
   * Keeps an answer to a question that is still to be asked, within what may be kept. Only the
   * question knows its choices, so the first answer of each choice is kept: one that is no choice
   * must not take the place of one that is.
   */
  private void keep(EarlyAnswer answer) {
    int kept = draft.early.stream().mapToInt(EarlyAnswer::length).sum();
    boolean isNew =
        draft.early.stream()
            .noneMatch(
                other ->
                    other.taskId().equals(answer.taskId())
                        && Objects.equals(other.choice(), answer.choice()));
    if (isNew && kept + answer.length() <= PathState.MAX_EVENT_CHARS) {
      draft.early.add(answer);
    }
  }

  private void answer(PathPlan.Step step, Wait.Person person, EarlyAnswer answer) {
    if (!isChoice(person, answer.choice())) {
      return;
    }
    draft.closeTask(
        step, TaskChange.Closing.ANSWERED, answer.choice(), answer.answer(), answer.actor());
    Passage taken = Passage.of(person.choices().isEmpty() ? null : answer.choice());
    NodeState node = draft.begun(step);
    draft.put(step, node.completed(taken, outputOf(answer), node.attempt(), draft.now));
  }

  private UUID taskOf(PathPlan.Step step) {
    PathState path = draft.before();
    return OpenTask.ofStep(path.runId(), step.id(), path.execution());
  }

  private boolean asksAbout(PathPlan.Step step, ExternalEvent event) {
    return draft.begun(step).waiting() instanceof Wait.Event wait
        && wait.event().equals(event.name())
        && wait.match() != null;
  }

  private static boolean isChoice(Wait.Person person, @Nullable String choice) {
    return person.choices().isEmpty() || (choice != null && person.choices().contains(choice));
  }

  private static JsonNode outputOf(EarlyAnswer answered) {
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    if (answered.choice() != null) {
      output.put("choice", answered.choice());
    }
    if (answered.answer() != null) {
      output.set("answer", answered.answer());
    }
    return output.put("decidedBy", answered.actor());
  }

  // ---- pauses ----

  void pause(PauseOwner owner, TimerMode timers) {
    Pauses paused = draft.pauses.with(owner, timers);
    if (!paused.equals(draft.pauses)) {
      tellCalled(new CallAct.Pause(owner, timers));
    }
    draft.pauses = paused;
    if (draft.pauses.frozen()) {
      for (PathPlan.Step step : draft.waiting()) {
        draft.set(step, freeze(draft.begun(step)));
      }
    }
  }

  void resume(PauseOwner owner, ResumeMode mode) {
    if (!draft.pauses.heldBy(owner)) {
      return;
    }
    boolean frozen = draft.pauses.frozen();
    draft.pauses = draft.pauses.without(owner);
    tellCalled(new CallAct.Resume(owner, mode));
    if (!draft.pauses.any()) {
      thaw(mode);
      draft.allMayBeReady();
    } else if (frozen && !draft.pauses.frozen()) {
      thaw(ResumeMode.CONTINUE); // who still pauses lets time go on
    }
  }

  private void thaw(ResumeMode mode) {
    for (PathPlan.Step step : draft.waiting()) {
      draft.set(step, thaw(step, draft.begun(step), mode));
    }
  }

  private NodeState freeze(NodeState node) {
    Instant until = node.awaited().until();
    if (until == null || node.frozen() != null) {
      return node;
    }
    Duration left = Duration.between(draft.now, until);
    return node.withFrozen(left.isNegative() ? Duration.ZERO : left);
  }

  private NodeState thaw(PathPlan.Step step, NodeState node, ResumeMode mode) {
    Wait wait = node.awaited();
    if (wait.until() == null) {
      return node;
    }
    Duration left =
        node.frozen() != null ? node.frozen() : Duration.between(draft.now, wait.until());
    String key = draft.before().runId() + "/" + step.id();
    return node.withWait(Waits.until(wait, Waits.resumed(wait, left, mode, key, draft.now)));
  }
}
