package dev.stitch.machine;

import static dev.stitch.machine.Outcomes.slot;
import static dev.stitch.machine.ScriptedPath.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stitch.plan.PathPlan;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When a step asks again for the slot that it waits for. */
class PathSlotsTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant IN_TWO_HOURS = START.plus(HOUR).plus(HOUR);
  private static final PathPlan SEND_THEN =
      PathBuilder.path("p").remote("send").local("then").edge("send", "then").build();

  @Test
  void aStepWhoseSlotHasComeBeginsAnewAsTheSameStep() {
    ScriptedPath path =
        ScriptedPath.begun(SEND_THEN).comesTo("send", slot(START.plus(HOUR), IN_TWO_HOURS), 3);
    int index = path.node("send").stepIndex();

    path.pass(HOUR);

    assertThat(path.nodes()).isEqualTo("send running, then pending");
    assertThat(path.node("send").stepIndex()).isEqualTo(index);
    assertThat(path.node("send").execution()).isEqualTo(1);
    assertThat(path.node("send").startedAt()).isEqualTo(START);
    path.comesTo("send", slot(IN_TWO_HOURS, IN_TWO_HOURS));
    assertThat(path.pass(HOUR).nodes()).isEqualTo("send running, then pending");
    assertThat(path.done("send").nodes()).isEqualTo("send completed, then running");
  }

  @Test
  void whoWaitsForASlotSaysWhenThatIsAndNotWhenItLooksAgain() {
    ScriptedPath path =
        ScriptedPath.begun(SEND_THEN).comesTo("send", slot(START.plus(HOUR), IN_TWO_HOURS));

    assertThat(PathMachine.deadline(path.state())).contains(START.plus(HOUR));
    assertThat(PathMachine.waitingOn(path.state()))
        .extracting(WaitingOn::kind, WaitingOn::reason, WaitingOn::until, WaitingOn::detail)
        .containsExactly(tuple("gate", "mailbox_cap", IN_TWO_HOURS, "50 a day"));
  }

  @Test
  void sendingNowAfterAPauseAsksForTheSlotAgainAndOtherwiseItsTimeGoesOn() {
    for (ResumeMode mode : ResumeMode.values()) {
      ScriptedPath path =
          ScriptedPath.begun(SEND_THEN)
              .comesTo("send", slot(START.plus(HOUR), IN_TWO_HOURS))
              .pause(PauseOwner.ENTITY, TimerMode.FREEZE)
              .pass(HOUR.multipliedBy(3))
              .resume(PauseOwner.ENTITY, mode)
              .pass(Duration.ZERO);

      assertThat(path.nodes())
          .isEqualTo(
              mode == ResumeMode.SEND_NOW
                  ? "send running, then pending"
                  : "send waiting, then pending");
      assertThat(path.pass(HOUR).nodes()).isEqualTo("send running, then pending");
    }
  }

  @Test
  void aStepThatWaitsForItsSlotCanBeSkipped() {
    ScriptedPath path =
        ScriptedPath.begun(SEND_THEN)
            .comesTo("send", slot(START.plus(HOUR), IN_TWO_HOURS))
            .skip("send");

    assertThat(path.nodes()).isEqualTo("send skipped, then running");
    assertThat(path.pass(HOUR).nodes()).isEqualTo("send skipped, then running");
  }
}
