package dev.stitch.machine;

import static dev.stitch.machine.Outcomes.timer;
import static dev.stitch.machine.ScriptedJourney.START;
import static dev.stitch.machine.TestPlans.flow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.model.EntityStatus;
import dev.stitch.plan.Isolation;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.JourneyPlan.Advance;
import dev.stitch.plan.PathPlan;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a pause holds, and what follows when it is over. */
class JourneyPausesTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final PathPlan PATH = PathBuilder.chain("path", "one", "two");
  private static final MappedFlow INLINE = flow("inline", "path", 0, Isolation.INLINE);
  private static final MappedFlow CHILD = flow("child", "path", 0, Isolation.CHILD);
  private static final JourneyPlan CHAIN = JourneyBuilder.chain("j", "a", "b");

  @Test
  void aPausedJourneySaysSoAndGoesOnWhenItIsResumed() {
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).knows(PATH).maps("a", CHILD).begin();
    journey.pause(PauseOwner.ENTITY, TimerMode.FREEZE).pathCompletes("child");

    assertThat(journey.status()).isEqualTo(EntityStatus.PAUSED);
    assertThat(journey.node()).as("what runs ends, nothing follows").isEqualTo("a");
    journey.resume(PauseOwner.ENTITY, ResumeMode.CONTINUE);
    assertThat(journey.node()).isEqualTo("b");
    assertThat(journey.told())
        .contains("paused by user:ada", "path_completed", "resumed by user:ada", "moved b");
  }

  @Test
  void aPauseAndItsEndArePassedOnToPathsOfTheirOwn() {
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).knows(PATH).maps("a", CHILD).begin();
    journey.paths();

    journey.pause(PauseOwner.FLOW, TimerMode.ELAPSE).resume(PauseOwner.FLOW, ResumeMode.RESPREAD);

    assertThat(journey.paths()).containsExactly("tell Paused", "tell Resumed");
  }

  @Test
  void aJourneyThatBeginsPausedStandsAtItsStartAndRunsNothing() {
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).knows(PATH).maps("a", CHILD).beginPaused();

    assertThat(journey.node()).isEqualTo("a");
    assertThat(journey.status()).isEqualTo(EntityStatus.PAUSED);
    assertThat(journey.paths()).isEmpty();
    assertThat(journey.resume(PauseOwner.FLOW, ResumeMode.CONTINUE).paths())
        .containsExactly("start child");
  }

  @Test
  void eachOwnerPausesAndResumesForItself() {
    ScriptedJourney journey =
        ScriptedJourney.of(CHAIN)
            .begin()
            .pause(PauseOwner.ENTITY, TimerMode.FREEZE)
            .pause(PauseOwner.FLOW, TimerMode.FREEZE)
            .resume(PauseOwner.ENTITY, ResumeMode.CONTINUE);

    assertThat(journey.status()).isEqualTo(EntityStatus.PAUSED);
    assertThat(journey.refusal(new PauseAct("p", "user:ben", PauseOwner.FLOW, null))).isPresent();
    assertThat(journey.refusal(new ResumeAct("r", "user:ben", PauseOwner.ENTITY, null)))
        .isPresent();
    assertThat(journey.resume(PauseOwner.FLOW, ResumeMode.CONTINUE).status())
        .isEqualTo(EntityStatus.WAITING);
  }

  @Test
  void aFreezingPauseHoldsTheDeadlineAndTheTimers() {
    ScriptedJourney journey = withDeadline().pass(HOUR);

    journey.pause(PauseOwner.ENTITY, TimerMode.FREEZE).pass(HOUR.multipliedBy(10));
    assertThat(JourneyMachine.deadline(journey.state())).isEmpty();
    journey.resume(PauseOwner.ENTITY, ResumeMode.CONTINUE);

    assertThat(journey.state().deadline()).isEqualTo(journey.now().plus(HOUR.multipliedBy(2)));
    assertThat(JourneyMachine.deadline(journey.state())).hasValue(journey.now().plus(HOUR));
  }

  @Test
  void aPauseThatLetsTimeElapseIsFollowedByAllThatFellDue() {
    ScriptedJourney journey = withDeadline();

    journey.pause(PauseOwner.ENTITY, TimerMode.ELAPSE).pass(HOUR.multipliedBy(10));
    assertThat(journey.told()).doesNotContain("deadline_passed");
    journey.resume(PauseOwner.ENTITY, ResumeMode.CONTINUE).pass(Duration.ZERO);

    assertThat(journey.told()).contains("deadline_passed", "path_completed");
  }

  @Test
  void aDeadlineThatTwoPausesFrozeGoesOnAfterBoth() {
    ScriptedJourney journey =
        withDeadline()
            .pause(PauseOwner.ENTITY, TimerMode.FREEZE)
            .pause(PauseOwner.FLOW, TimerMode.FREEZE)
            .pass(HOUR)
            .resume(PauseOwner.ENTITY, ResumeMode.CONTINUE)
            .pass(HOUR)
            .resume(PauseOwner.FLOW, ResumeMode.CONTINUE);

    assertThat(journey.state().deadline()).isEqualTo(journey.now().plus(HOUR.multipliedBy(3)));
  }

  @Test
  void aStageThatIsEnteredInAFreezingPauseHasItsWholeDeadlineAfterIt() {
    ScriptedJourney journey =
        withDeadline()
            .pause(PauseOwner.ENTITY, TimerMode.FREEZE)
            .move("a")
            .pass(HOUR.multipliedBy(10))
            .resume(PauseOwner.ENTITY, ResumeMode.CONTINUE);

    assertThat(journey.state().deadline()).isEqualTo(journey.now().plus(HOUR.multipliedBy(3)));
  }

  @Test
  void sendNowEndsTheTimersOfPathsButNotTheDeadline() {
    ScriptedJourney journey =
        withDeadline()
            .pause(PauseOwner.ENTITY, TimerMode.FREEZE)
            .resume(PauseOwner.ENTITY, ResumeMode.SEND_NOW)
            .pass(Duration.ZERO);

    assertThat(journey.told()).contains("path_completed").doesNotContain("deadline_passed");
  }

  @Test
  void respreadMovesATimerByUpToAnHour() {
    ScriptedJourney journey =
        withDeadline()
            .pause(PauseOwner.ENTITY, TimerMode.FREEZE)
            .resume(PauseOwner.ENTITY, ResumeMode.RESPREAD);

    assertThat(JourneyMachine.deadline(journey.state()).orElseThrow())
        .isBetween(START.plus(HOUR.multipliedBy(2)), START.plus(HOUR.multipliedBy(3)));
  }

  @Test
  void aMoveInAPauseEntersTheNodeAndRunsNothingThere() {
    ScriptedJourney journey =
        ScriptedJourney.of(CHAIN)
            .knows(PATH)
            .maps("b", INLINE)
            .begin()
            .pause(PauseOwner.ENTITY, TimerMode.FREEZE)
            .move("b");

    assertThat(journey.node()).isEqualTo("b");
    assertThat(journey.told()).doesNotContain("path_started");
    assertThat(journey.resume(PauseOwner.ENTITY, ResumeMode.CONTINUE).status())
        .isEqualTo(EntityStatus.COMPLETED);
  }

  /** Three hours for the stage, two for the wait of its path; it is left by hand. */
  private static ScriptedJourney withDeadline() {
    JourneyPlan plan =
        JourneyBuilder.journey("j")
            .stage("a", Advance.MANUAL)
            .deadline("a", HOUR.multipliedBy(3))
            .build();
    return ScriptedJourney.of(plan)
        .knows(PATH)
        .maps("a", INLINE)
        .comesTo("one", timer(START.plus(HOUR.multipliedBy(2))))
        .begin();
  }
}
