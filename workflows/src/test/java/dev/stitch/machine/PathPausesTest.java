package dev.stitch.machine;

import static dev.stitch.machine.Outcomes.person;
import static dev.stitch.machine.Outcomes.timer;
import static dev.stitch.machine.ScriptedPath.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stitch.model.RunStatus;
import dev.stitch.plan.PathPlan;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a pause does to what a path waits for. */
class PathPausesTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant IN_TWO_HOURS = START.plus(HOUR).plus(HOUR);
  private static final PathPlan WAIT_THEN = PathBuilder.chain("p", "wait", "then");

  @Test
  void inAPauseRunningStepsFinishAndNothingStarts() {
    ScriptedPath path =
        ScriptedPath.begun(WAIT_THEN).pause(PauseOwner.ENTITY, TimerMode.FREEZE).done("wait");

    assertThat(path.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(path.nodes()).isEqualTo("wait completed, then pending");
    path.resume(PauseOwner.ENTITY, ResumeMode.CONTINUE);
    assertThat(path.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(path.nodes()).isEqualTo("wait completed, then running");
  }

  @Test
  void aPathThatBeginsInAPauseStartsNothingUntilItIsResumed() {
    ScriptedPath path = ScriptedPath.begunPaused(WAIT_THEN);

    assertThat(path.nodes()).isEqualTo("wait pending, then pending");
    path.resume(PauseOwner.ENTITY, ResumeMode.CONTINUE);
    assertThat(path.nodes()).isEqualTo("wait running, then pending");
  }

  @Test
  void aFrozenTimerHasAsMuchLeftAfterThePauseAsBefore() {
    ScriptedPath path = waiting().pass(HOUR).pause(PauseOwner.ENTITY, TimerMode.FREEZE);

    assertThat(PathMachine.deadline(path.state())).isEmpty();
    assertThat(PathMachine.waitingOn(path.state()))
        .extracting(WaitingOn::kind, WaitingOn::until)
        .containsExactly(tuple("timer", null), tuple("resume", null));
    path.pass(HOUR.multipliedBy(10)).resume(PauseOwner.ENTITY, ResumeMode.CONTINUE);
    assertThat(PathMachine.deadline(path.state())).hasValue(path.now().plus(HOUR));
  }

  @Test
  void aTimerThatElapsesInThePauseIsDueWhenItIsOver() {
    ScriptedPath path = waiting().pause(PauseOwner.ENTITY, TimerMode.ELAPSE);

    assertThat(path.pass(HOUR.multipliedBy(5)).nodes()).isEqualTo("wait waiting, then pending");
    path.resume(PauseOwner.ENTITY, ResumeMode.CONTINUE).pass(Duration.ZERO);
    assertThat(path.nodes()).isEqualTo("wait completed, then running");
  }

  @Test
  void aPauseLastsUntilTheLastOfItsOwnersResumes() {
    ScriptedPath path =
        waiting()
            .pause(PauseOwner.ENTITY, TimerMode.FREEZE)
            .pause(PauseOwner.FLOW, TimerMode.ELAPSE)
            .pass(HOUR)
            .resume(PauseOwner.ENTITY, ResumeMode.CONTINUE);

    assertThat(path.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(PathMachine.waitingOn(path.state()).getLast().detail()).isEqualTo("paused by flow");
    path.pass(HOUR).resume(PauseOwner.FLOW, ResumeMode.CONTINUE);
    assertThat(path.status()).isEqualTo(RunStatus.RUNNING);
    // Frozen for the first hour, elapsing for the second: one of the two hours is left.
    assertThat(PathMachine.deadline(path.state())).hasValue(path.now().plus(HOUR));
  }

  @Test
  void whoDoesNotHoldThePauseCannotEndIt() {
    ScriptedPath path = waiting().pause(PauseOwner.ENTITY, TimerMode.FREEZE);
    PathState paused = path.state();

    assertThat(path.resume(PauseOwner.FLOW, ResumeMode.CONTINUE).state()).isEqualTo(paused);
  }

  @Test
  void aWaitThatBeginsInAFreezingPauseDoesNotRunDown() {
    ScriptedPath path =
        ScriptedPath.begun(WAIT_THEN)
            .pause(PauseOwner.ENTITY, TimerMode.FREEZE)
            .comesTo("wait", timer(IN_TWO_HOURS))
            .pass(HOUR.multipliedBy(10))
            .resume(PauseOwner.ENTITY, ResumeMode.CONTINUE);

    assertThat(PathMachine.deadline(path.state())).hasValue(path.now().plus(HOUR.multipliedBy(2)));
  }

  @Test
  void sendNowEndsTimersAtOnceButNoOtherWait() {
    PathPlan plan = PathBuilder.path("p").local("timer").local("person").build();
    ScriptedPath path =
        ScriptedPath.begun(plan)
            .comesTo("timer", timer(IN_TWO_HOURS))
            .comesTo("person", person(IN_TWO_HOURS, "yes"))
            .pause(PauseOwner.ENTITY, TimerMode.FREEZE)
            .resume(PauseOwner.ENTITY, ResumeMode.SEND_NOW)
            .pass(Duration.ZERO);

    assertThat(path.nodes()).isEqualTo("timer completed, person waiting");
    assertThat(PathMachine.deadline(path.state())).hasValue(IN_TWO_HOURS);
  }

  @Test
  void respreadMovesTimersByUpToAnHourAndAlwaysByTheSame() {
    Instant once = respread();

    assertThat(once).isBetween(IN_TWO_HOURS, IN_TWO_HOURS.plus(HOUR)).isEqualTo(respread());
  }

  private static Instant respread() {
    ScriptedPath path =
        waiting()
            .pause(PauseOwner.ENTITY, TimerMode.FREEZE)
            .resume(PauseOwner.ENTITY, ResumeMode.RESPREAD);
    return PathMachine.deadline(path.state()).orElseThrow();
  }

  private static ScriptedPath waiting() {
    return ScriptedPath.begun(WAIT_THEN).comesTo("wait", timer(IN_TWO_HOURS));
  }
}
