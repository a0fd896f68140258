package dev.stitch.activities.journey;

import static dev.stitch.activities.journey.JourneyWorld.json;

import dev.stitch.machine.Act;
import dev.stitch.machine.AdvanceAct;
import dev.stitch.machine.CancelAct;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.MoveAct;
import dev.stitch.machine.OpenTask;
import dev.stitch.machine.PauseAct;
import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.ResumeAct;
import dev.stitch.machine.ResumeMode;
import dev.stitch.machine.RetryAct;
import dev.stitch.machine.SetMetadataAct;
import dev.stitch.machine.SkipAct;
import dev.stitch.machine.TimerMode;
import dev.stitch.machine.WaitingOn;
import dev.stitch.model.EntityStatus;
import java.util.List;
import java.util.Random;

/** Draws what comes next to a journey from outside, mostly something that it waits for. */
final class RandomStimuli {

  private static final String ADA = "user:ada";
  private static final List<String> NAMES = List.of("way", "repaired", "repaired", "won", "lost");

  private final Random random;
  private int ids;

  RandomStimuli(Random random) {
    this.random = random;
  }

  Stimulus next(PureJourney journey) {
    if (journey.status() == EntityStatus.PAUSED && random.nextInt(3) > 0) {
      return act(new ResumeAct(nextId(), ADA, PauseOwner.ENTITY, resumeMode()));
    }
    return switch (random.nextInt(12)) {
      case 0 -> act(new PauseAct(nextId(), ADA, PauseOwner.ENTITY, TimerMode.FREEZE));
      case 1 -> act(new MoveAct(nextId(), ADA, pick(List.of("u0", "u1", "nowhere"))));
      case 2 -> act(new SkipAct(nextId(), ADA, null, null));
      case 3 -> act(new SetMetadataAct(nextId(), ADA, json("{'" + pick(NAMES) + "':1}")));
      case 4 -> new Stimulus.Event(new ExternalEvent("again", "reply", json("{'n':9}"), "api"));
      case 5 ->
          act(new RetryAct(nextId(), ADA, null, pick(List.of(Act.RetryFrom.values())), null, null));
      default -> help(journey);
    };
  }

  /** Something that it waits for. */
  private Stimulus help(PureJourney journey) {
    List<OpenTask> tasks = journey.tasks().toList();
    if (!tasks.isEmpty() && random.nextInt(3) > 0) {
      return answer(pick(tasks));
    }
    List<WaitingOn> holds = journey.waitingOn();
    if (holds.isEmpty()) {
      return new Stimulus.Pass(RandomFlows.LONG);
    }
    WaitingOn hold = pick(holds);
    return switch (hold.kind()) {
      case "event" ->
          new Stimulus.Event(
              new ExternalEvent(
                  nextId(), hold.detail(), json("{'n':" + random.nextInt(4) + "}"), "api"));
      case "move" -> act(new AdvanceAct(nextId(), ADA));
      case "person" -> act(new SetMetadataAct(nextId(), ADA, json("{'repaired':1}")));
      default -> new Stimulus.Pass(RandomFlows.LONG);
    };
  }

  private Stimulus answer(OpenTask task) {
    List<String> choices =
        task.choices().stream().filter(choice -> !choice.equals("move")).toList();
    return new Stimulus.Answer(nextId(), task.kind(), task.runId(), task.nodeId(), pick(choices));
  }

  Stimulus giveUp() {
    return act(new CancelAct(nextId(), ADA, "enough"));
  }

  private ResumeMode resumeMode() {
    return random.nextBoolean() ? ResumeMode.CONTINUE : ResumeMode.SEND_NOW;
  }

  private static Stimulus act(Act act) {
    return new Stimulus.Acted(act);
  }

  private String nextId() {
    return "stimulus-" + ++ids;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
