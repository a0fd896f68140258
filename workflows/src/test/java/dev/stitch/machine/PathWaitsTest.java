package dev.stitch.machine;

import static dev.stitch.machine.Outcomes.event;
import static dev.stitch.machine.Outcomes.matchingEvent;
import static dev.stitch.machine.Outcomes.person;
import static dev.stitch.machine.Outcomes.slot;
import static dev.stitch.machine.Outcomes.timer;
import static dev.stitch.machine.ScriptedPath.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stitch.model.RunStatus;
import dev.stitch.plan.PathPlan;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a path's steps wait for, and what a pause does to that. */
class PathWaitsTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant IN_TWO_HOURS = START.plus(HOUR).plus(HOUR);
  private static final PathPlan WAIT_THEN = PathBuilder.chain("p", "wait", "then");
  private static final PathPlan SEND_THEN =
      PathBuilder.path("p").remote("send").local("then").edge("send", "then").build();

  // ---- timers ----

  @Test
  void aTimerEndsWhenItIsDueAndNotBefore() {
    ScriptedPath path = ScriptedPath.begun(WAIT_THEN).comesTo("wait", timer(IN_TWO_HOURS));

    assertThat(path.pass(HOUR).nodes()).isEqualTo("wait waiting, then pending");
    assertThat(path.pass(HOUR).nodes()).isEqualTo("wait completed, then running");
    assertThat(path.node("wait").completedAt()).isEqualTo(IN_TWO_HOURS);
  }

  @Test
  void aTimerThatFiresEndsAllThatIsDueByThenAndNothingElse() {
    PathPlan plan = PathBuilder.path("p").local("a").local("b").local("c").build();
    ScriptedPath path =
        ScriptedPath.begun(plan)
            .comesTo("a", timer(START.plus(HOUR)))
            .comesTo("b", timer(START.plus(HOUR)))
            .comesTo("c", timer(IN_TWO_HOURS))
            .apply(new PathInput.TimerFired(START.plus(HOUR), START.plus(HOUR)));

    assertThat(path.nodes()).isEqualTo("a completed, b completed, c waiting");
  }

  @Test
  void aTimerThatFiresLateEndsWhatIsOverMeanwhile() {
    PathPlan plan = PathBuilder.path("p").local("a").local("b").build();
    ScriptedPath path =
        ScriptedPath.begun(plan)
            .comesTo("a", timer(START.plus(HOUR)))
            .comesTo("b", timer(IN_TWO_HOURS))
            .apply(new PathInput.TimerFired(IN_TWO_HOURS, START.plus(HOUR)));

    assertThat(path.nodes()).isEqualTo("a completed, b completed");
  }

  @Test
  void whatAPathWaitsForIsSaidOnlyWhileNothingRuns() {
    PathPlan plan = PathBuilder.path("p").local("a").local("b").build();
    ScriptedPath path = ScriptedPath.begun(plan).comesTo("a", timer(IN_TWO_HOURS));

    assertThat(PathMachine.waitingOn(path.state())).isEmpty();
    path.comesTo("b", event("reply", null));
    assertThat(PathMachine.waitingOn(path.state()))
        .extracting(WaitingOn::kind, WaitingOn::nodeId, WaitingOn::until)
        .containsExactly(tuple("timer", "a", IN_TWO_HOURS), tuple("event", "b", null));
  }

  // ---- slots ----

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

  // ---- events ----

  @Test
  void anEventOfThatNameEndsTheWait() {
    ScriptedPath path = ScriptedPath.begun(WAIT_THEN).comesTo("wait", event("reply", null));

    assertThat(path.event("e1", "paid").nodes()).isEqualTo("wait waiting, then pending");
    assertThat(path.event("e2", "reply").nodes()).isEqualTo("wait completed, then running");
  }

  @Test
  void anEventThatCameEarlyIsKeptAndConsumedOnce() {
    PathPlan plan =
        PathBuilder.path("p")
            .awaits("first", "reply", null)
            .awaits("second", "reply", null)
            .edge("first", "second")
            .build();
    ScriptedPath path =
        ScriptedPath.begun(plan)
            .event("e1", "reply")
            .comesTo("first", event("reply", null))
            .comesTo("second", event("reply", null));

    assertThat(path.nodes()).isEqualTo("first completed, second waiting");
  }

  @Test
  void anEventThatEndedAWaitIsNotKeptForTheNext() {
    ScriptedPath path =
        ScriptedPath.begun(PathBuilder.chain("p", "first", "second"))
            .comesTo("first", event("reply", null))
            .event("e1", "reply")
            .comesTo("second", event("reply", null));

    assertThat(path.nodes()).isEqualTo("first completed, second waiting");
    assertThat(path.state().events()).isEmpty();
  }

  @Test
  void anEventEndsTheWaitsOfAllStepsThatWaitForIt() {
    PathPlan plan = PathBuilder.path("p").local("a").local("b").build();
    ScriptedPath path =
        ScriptedPath.begun(plan)
            .comesTo("a", event("reply", null))
            .comesTo("b", event("reply", null))
            .event("e1", "reply");

    assertThat(path.status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void anEventThatMustMatchIsAskedAboutAndConsumedWhenItDoes() {
    PathPlan plan =
        PathBuilder.path("p")
            .awaits("wait", "reply", "event.data.n > 1")
            .local("then")
            .edge("wait", "then")
            .build();
    ScriptedPath path =
        ScriptedPath.begun(plan).event("e1", "reply").comesTo("wait", matchingEvent("reply"));
    path.event("e2", "reply");

    assertThat(path.asked()).containsExactly("run wait", "match e1 for wait", "match e2 for wait");
    assertThat(path.matched("wait", "e1", false).nodes()).isEqualTo("wait waiting, then pending");
    assertThat(path.matched("wait", "e2", true).nodes()).isEqualTo("wait completed, then running");
    assertThat(path.state().events()).extracting(ExternalEvent::id).containsExactly("e1");
    assertThat(path.state().consumed()).containsExactly("e2");
  }

  @Test
  void anEventIsKeptForALaterWaitWhateverElseArrives() {
    PathPlan plan =
        PathBuilder.path("p")
            .local("before")
            .awaits("wait", "reply", null)
            .edge("before", "wait")
            .build();
    ScriptedPath path = ScriptedPath.begun(plan).event("e1", "reply");
    for (int i = 0; i < 500; i++) {
      path.event("n" + i, "noise").event("r" + i, "reply");
    }

    assertThat(path.state().events()).extracting(ExternalEvent::id).containsExactly("e1");
    path.done("before").comesTo("wait", event("reply", null));
    assertThat(path.status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void eventsThatALaterWaitWillLookAtAreBoundedByTheirSizeAndTheOldestGoFirst() {
    PathPlan plan =
        PathBuilder.path("p")
            .local("before")
            .awaits("wait", "reply", "event.data.n > 1")
            .edge("before", "wait")
            .build();
    ScriptedPath path = ScriptedPath.begun(plan);
    String large = "x".repeat(PathState.MAX_EVENT_CHARS / 8);
    for (int i = 0; i < 10; i++) {
      path.apply(
          new PathInput.EventArrived(
              START, new ExternalEvent("e" + i, "reply", TextNode.valueOf(large), null)));
    }

    assertThat(path.state().events()).hasSize(7);
    assertThat(path.state().events().getLast().id()).isEqualTo("e9");
  }

  @Test
  void anEventThatDoesNotComeInTimeLeavesByTheTimeoutWay() {
    PathPlan plan =
        PathBuilder.path("p")
            .local("wait")
            .local("then")
            .local("late")
            .edge("wait", "then")
            .edge("wait", "late", "timeout")
            .build();
    ScriptedPath path =
        ScriptedPath.begun(plan)
            .comesTo("wait", event("reply", IN_TWO_HOURS))
            .pass(HOUR)
            .pass(HOUR);

    assertThat(path.nodes()).isEqualTo("wait completed, then skipped, late running");
    assertThat(path.node("wait").output().toString()).isEqualTo("{\"timedOut\":true}");
  }

  @Test
  void withoutATimeoutWayTheOrdinaryOneIsTakenThen() {
    ScriptedPath path =
        ScriptedPath.begun(WAIT_THEN)
            .comesTo("wait", event("reply", IN_TWO_HOURS))
            .pass(HOUR.multipliedBy(3));

    assertThat(path.nodes()).isEqualTo("wait completed, then running");
  }

  // ---- people ----

  @Test
  void aPersonsChoiceIsTheBranchThatIsTaken() {
    PathPlan plan =
        PathBuilder.path("p")
            .local("ask")
            .local("yes")
            .local("no")
            .edge("ask", "yes", "yes")
            .edge("ask", "no", "no")
            .build();
    ScriptedPath path = ScriptedPath.begun(plan).comesTo("ask", person(null, "yes", "no"));

    assertThat(path.answer("ask", "perhaps").nodes())
        .isEqualTo("ask waiting, yes pending, no pending");
    path.asked();
    path.answer("ask", "no");
    assertThat(path.nodes()).isEqualTo("ask completed, yes skipped, no running");
    assertThat(path.asked()).containsExactly("close task: answered", "run no");
    assertThat(path.node("ask").output().toString())
        .isEqualTo("{\"choice\":\"no\",\"decidedBy\":\"user:ada\"}");
  }

  @Test
  void anAnswerWithoutChoicesIsWhatLaterStepsSee() {
    ScriptedPath path =
        ScriptedPath.begun(WAIT_THEN)
            .comesTo("wait", person(null))
            .answer("wait", null, JsonNodeFactory.instance.objectNode().put("budget", 7));

    assertThat(path.nodes()).isEqualTo("wait completed, then running");
    assertThat(path.node("wait").output().at("/answer/budget").intValue()).isEqualTo(7);
  }

  /** As when the flush that showed the question was lost with its workflow task. */
  @Test
  void anAnswerThatIsThereBeforeItsQuestionIsNotLost() {
    ScriptedPath path = ScriptedPath.begun(WAIT_THEN).answer("wait", "yes").answer("wait", "no");
    assertThat(path.nodes()).isEqualTo("wait running, then pending");
    path.asked();

    path.comesTo("wait", person(null, "yes", "no"));

    assertThat(path.nodes()).isEqualTo("wait completed, then running");
    assertThat(path.asked()).containsExactly("ask Fit?", "close task: answered", "run then");
    assertThat(path.node("wait").output().toString())
        .isEqualTo("{\"choice\":\"yes\",\"decidedBy\":\"user:ada\"}");
    assertThat(path.state().early()).isEmpty();
  }

  @Test
  void anEarlyAnswerThatIsNoChoiceLeavesTheQuestionOpen() {
    ScriptedPath path =
        ScriptedPath.begun(WAIT_THEN)
            .answer("wait", "perhaps")
            .comesTo("wait", person(null, "yes", "no"));
    assertThat(path.nodes()).isEqualTo("wait waiting, then pending");

    assertThat(path.answer("wait", "no").nodes()).isEqualTo("wait completed, then running");
  }

  @Test
  void anEarlyAnswerThatIsNoChoiceDoesNotTakeThePlaceOfOneThatIs() {
    ScriptedPath path =
        ScriptedPath.begun(WAIT_THEN)
            .answer("wait", "perhaps")
            .answer("wait", "no")
            .answer("wait", "yes")
            .comesTo("wait", person(null, "yes", "no"));

    assertThat(path.nodes()).isEqualTo("wait completed, then running");
    assertThat(path.node("wait").output().path("choice").textValue()).isEqualTo("no");
    assertThat(path.state().early()).isEmpty();
  }

  @Test
  void underEarlierRulesAnEarlyAnswerChangesNothing() {
    ScriptedPath path =
        ScriptedPath.begunUnder(Rules.BOUNDED, WAIT_THEN)
            .answer("wait", "yes")
            .comesTo("wait", person(null, "yes", "no"));

    assertThat(path.nodes()).isEqualTo("wait waiting, then pending");
  }

  @Test
  void aTaskThatNobodyAnswersInTimeExpires() {
    ScriptedPath path = ScriptedPath.begun(WAIT_THEN).comesTo("wait", person(IN_TWO_HOURS, "yes"));
    path.asked();

    path.pass(HOUR.multipliedBy(2));

    assertThat(path.asked()).containsExactly("close task: expired", "run then");
  }

  @Test
  void aTaskOfASkippedStepIsClosed() {
    ScriptedPath path = ScriptedPath.begun(WAIT_THEN).comesTo("wait", person(null, "yes"));
    path.asked();

    assertThat(path.skip("wait").asked()).containsExactly("close task: cancelled", "run then");
  }

  // ---- pauses ----

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
