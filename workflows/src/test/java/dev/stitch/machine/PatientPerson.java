package dev.stitch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Gives a journey whatever it says it waits for, until it has ended. */
final class PatientPerson {

  private static final String BEN = "user:ben";

  private final RandomJourney journey;
  private final RandomPlans draw;
  private int acts;

  PatientPerson(RandomJourney journey) {
    this.journey = journey;
    this.draw = journey.draw;
  }

  void help() {
    while (!journey.over()) {
      letItWork();
      if (!journey.over()) {
        if (acts > 200) { // its flow may have loops
          journey.act(new CancelAct(nextId(), BEN, "enough"));
        } else {
          help(hold());
        }
      }
    }
    letItWork();
  }

  private void letItWork() {
    for (int work = 0; journey.busy(); work++) {
      assertThat(work).as("work without end: %s", journey.state()).isLessThan(20_000);
      journey.work();
    }
  }

  /** Any of what holds it; a pause first, for nothing else happens while it lasts. */
  private WaitingOn hold() {
    List<WaitingOn> holds = journey.machine().waitingOn(journey.state());
    assertThat(holds).as("something holds %s", journey.state()).isNotEmpty();
    return holds.stream()
        .filter(hold -> hold.kind().equals(WaitingOn.RESUME))
        .findFirst()
        .orElseGet(() -> draw.pick(holds));
  }

  private void help(WaitingOn hold) {
    Pauses pauses = journey.state().pauses();
    if (pauses.any()) {
      PauseOwner owner = draw.pick(List.copyOf(pauses.owners().keySet()));
      journey.act(new ResumeAct(nextId(), BEN, owner, ResumeMode.SEND_NOW));
      return;
    }
    switch (hold.kind()) {
      case "timer", "gate" -> assertThat(journey.fireTimer()).as("%s fires", hold).isTrue();
      case "event" ->
          journey.apply(
              new JourneyInput.Happened(
                  journey.now(), new ExternalEvent(nextId(), hold.detail(), null, null)));
      case "callback" -> journey.answerCallback(hold.runId(), hold.nodeId());
      case "move" -> journey.act(new AdvanceAct(nextId(), BEN));
      case WaitingOn.RESUME ->
          journey.act(new ControlRunAct(nextId(), BEN, hold.runId(), ControlRunAct.Control.RESUME));
      case WaitingOn.PERSON -> answer(hold);
      default -> throw new AssertionError("nobody knows how to help with " + hold);
    }
    acts++;
  }

  private void answer(WaitingOn hold) {
    Optional<OpenTask> task =
        journey.state().tasks().values().stream().filter(open -> asks(open, hold)).findFirst();
    UUID taskId = task.map(OpenTask::id).orElseGet(() -> ofChild(hold));
    List<String> choices =
        task.map(OpenTask::choices).filter(some -> !some.isEmpty()).orElse(List.of("true"));
    AnswerTaskAct answer =
        new AnswerTaskAct(
            nextId(),
            BEN,
            taskId,
            draw.pick(choices),
            JsonNodeFactory.instance.objectNode().put("uxNodeId", journey.start()));
    assertThat(journey.machine().check(journey.state(), answer))
        .as("a choice that is offered may be made: %s of %s", answer, task)
        .isEmpty();
    journey.act(answer);
  }

  private static boolean asks(OpenTask task, WaitingOn hold) {
    return task.runId() == null
        ? hold.runId() == null
        : task.runId().equals(hold.runId())
            && (task.kind() == OpenTask.Kind.BLOCKED || task.nodeId().equals(hold.nodeId()));
  }

  /** The task of a path with a workflow of its own is not the journey's. */
  private UUID ofChild(WaitingOn hold) {
    PathSlot slot = journey.state().slots().get(hold.runId());
    return OpenTask.ofStep(slot.runId(), hold.nodeId(), slot.execution());
  }

  private String nextId() {
    return "help-" + acts++;
  }
}
