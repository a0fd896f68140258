package dev.stitch.machine;

import static dev.stitch.machine.Outcomes.FAILED;
import static dev.stitch.machine.Outcomes.branch;
import static dev.stitch.machine.Outcomes.metadata;
import static dev.stitch.machine.Outcomes.output;
import static dev.stitch.machine.ScriptedPath.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.model.RunStatus;
import dev.stitch.plan.OnError;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In which order a path's steps run, and how it ends. */
class PathMachineTest {

  // ---- order ----

  @Test
  void stepsRunOneAfterTheOtherAndAreNumbered() {
    ScriptedPath path = ScriptedPath.begun(PathBuilder.chain("p", "a", "b")).done("a", "b");

    assertThat(path.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(path.recorded())
        .containsExactly("0 a running", "0 a completed", "1 b running", "1 b completed");
  }

  @Test
  void stepsThatNothingLeadsToStartSideBySide() {
    ScriptedPath path =
        ScriptedPath.begun(PathBuilder.path("p").local("a").remote("b").local("c").build());

    assertThat(path.asked()).containsExactly("run a", "run b remotely", "run c");
  }

  @Test
  void aJoinWaitsForAllWaysThatLeadToIt() {
    ScriptedPath path = ScriptedPath.begun(join()).done("a", "left");

    assertThat(path.nodes()).isEqualTo("a completed, left completed, right running, join pending");
    path.done("right");
    assertThat(path.nodes())
        .isEqualTo("a completed, left completed, right completed, join running");
  }

  @Test
  void aJoinRunsWhenOneOfItsWaysIsTaken() {
    PathPlan plan =
        PathBuilder.path("p")
            .local("ask")
            .local("yes")
            .local("no")
            .local("join")
            .edge("ask", "yes", "true")
            .edge("ask", "no", "false")
            .edge("yes", "join")
            .edge("no", "join")
            .build();
    ScriptedPath path = ScriptedPath.begun(plan).comesTo("ask", branch("false"));

    assertThat(path.nodes()).isEqualTo("ask completed, yes skipped, no running, join pending");
    path.done("no");
    assertThat(path.nodes()).isEqualTo("ask completed, yes skipped, no completed, join running");
  }

  @Test
  void whatNoTakenWayLeadsToIsSkippedToTheEnd() {
    PathPlan plan =
        PathBuilder.path("p")
            .local("ask")
            .local("yes")
            .local("after")
            .edge("ask", "yes", "true")
            .edge("yes", "after")
            .build();
    ScriptedPath path = ScriptedPath.begun(plan).comesTo("ask", branch("false"));

    assertThat(path.nodes()).isEqualTo("ask completed, yes skipped, after skipped");
    assertThat(path.status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void theOrdinaryWayIsTakenBesidesABranch() {
    PathPlan plan =
        PathBuilder.path("p")
            .local("ask")
            .local("yes")
            .local("always")
            .edge("ask", "yes", "true")
            .edge("ask", "always")
            .build();
    ScriptedPath path = ScriptedPath.begun(plan).comesTo("ask", branch("true"));

    assertThat(path.nodes()).isEqualTo("ask completed, yes running, always running");
  }

  @Test
  void theResultIsWhatTheLastStepsPutOut() {
    ScriptedPath path =
        ScriptedPath.begun(PathBuilder.chain("p", "a", "b"))
            .comesTo("a", output("n", 1))
            .comesTo("b", output("n", 2));

    assertThat(path.state().result().toString()).isEqualTo("{\"b\":{\"n\":2}}");
  }

  @Test
  void aPathWithoutAnOpenStepIsOverAndHearsNothingMore() {
    ScriptedPath path = ScriptedPath.begun(PathBuilder.chain("p", "a")).done("a");
    PathState over = path.state();

    path.event("e1", "reply").comesTo("a", FAILED).pause(PauseOwner.RUN, TimerMode.FREEZE);

    assertThat(path.state()).isEqualTo(over);
  }

  // ---- failing ----

  @Test
  void aStepThatMustNotFailFailsThePathAndCancelsItsSiblings() {
    PathPlan plan =
        PathBuilder.path("p")
            .local("bad")
            .remote("sends")
            .local("asks")
            .local("later")
            .edge("bad", "later")
            .build();
    ScriptedPath path =
        ScriptedPath.begun(plan).comesTo("asks", Outcomes.person(null, "yes", "no"));
    path.asked();
    path.comesTo("bad", FAILED);

    assertThat(path.status()).isEqualTo(RunStatus.FAILED);
    assertThat(path.state().failedNodeId()).isEqualTo("bad");
    assertThat(path.nodes())
        .isEqualTo("bad failed, sends cancelled, asks cancelled, later skipped");
    assertThat(path.asked()).containsExactly("cancel sends", "close task: cancelled");
  }

  @Test
  void aResultThatComesAfterItsStepWasCancelledCountsForNothing() {
    PathPlan plan = PathBuilder.path("p").local("bad").remote("sends").build();
    ScriptedPath path = ScriptedPath.begun(plan).comesTo("bad", FAILED);
    PathState failed = path.state();

    assertThat(path.done("sends").state()).isEqualTo(failed);
  }

  @Test
  void aFailureThatIsNoneGoesOnByTheOrdinaryWay() {
    ScriptedPath path = ScriptedPath.begun(failing(OnError.CONTINUE)).comesTo("bad", FAILED);

    assertThat(path.nodes()).isEqualTo("bad failed, next running, rescue skipped");
    path.done("next");
    assertThat(path.status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void aFailureThatBranchesTakesOnlyItsErrorWay() {
    ScriptedPath path = ScriptedPath.begun(failing(OnError.BRANCH)).comesTo("bad", FAILED);

    assertThat(path.nodes()).isEqualTo("bad failed, next skipped, rescue running");
    path.done("rescue");
    assertThat(path.status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void aStepThatSucceedsTakesNoErrorWay() {
    ScriptedPath path = ScriptedPath.begun(failing(OnError.BRANCH)).done("bad");

    assertThat(path.nodes()).isEqualTo("bad completed, next running, rescue skipped");
  }

  @Test
  void aStepWhoseAttemptsAreExhaustedSaysHowManyThereWere() {
    ScriptedPath path =
        ScriptedPath.begun(PathBuilder.path("p").remote("sends").build())
            .comesTo("sends", FAILED, 5);

    assertThat(path.node("sends").attempt()).isEqualTo(5);
    assertThat(path.status()).isEqualTo(RunStatus.FAILED);
    assertThat(path.state().failure().message()).isEqualTo("the other side refused");
  }

  // ---- ended from outside ----

  @ParameterizedTest
  @EnumSource(names = {"CANCELLED", "KILLED"})
  void aPathThatIsEndedFromOutsideSettlesAllItsNodes(RunStatus how) {
    ScriptedPath path = ScriptedPath.begun(join()).done("a");
    path.apply(
        how == RunStatus.CANCELLED
            ? new PathInput.CancelRequested(path.now())
            : new PathInput.KillRequested(path.now()));

    assertThat(path.status()).isEqualTo(how);
    assertThat(path.nodes())
        .isEqualTo("a completed, left cancelled, right cancelled, join skipped");
  }

  @Test
  void aRunningOrWaitingStepCanBeSkippedAndItsWayIsTaken() {
    ScriptedPath path =
        ScriptedPath.begun(PathBuilder.chain("p", "a", "b", "c"))
            .comesTo("a", Outcomes.event("reply", null))
            .skip(null)
            .skip("b");

    assertThat(path.nodes()).isEqualTo("a skipped, b skipped, c running");
  }

  @Test
  void aStepThatIsOverCannotBeSkipped() {
    ScriptedPath path = ScriptedPath.begun(PathBuilder.chain("p", "a", "b", "c")).done("a");
    PathState before = path.state();

    path.skip("a").skip("no such node");

    assertThat(path.state()).isEqualTo(before);
  }

  /** As when the flush that showed the step was lost with its workflow task. */
  @Test
  void aStepThatIsSkippedBeforeItBeginsIsPassedByWhenThePathComesToIt() {
    ScriptedPath path =
        ScriptedPath.begun(PathBuilder.chain("p", "a", "b", "c")).skip("b").skip("b");
    path.asked();

    path.done("a");

    assertThat(path.nodes()).isEqualTo("a completed, b skipped, c running");
    assertThat(path.asked()).containsExactly("run c");
    assertThat(path.state().passedBy()).isEmpty();
  }

  @Test
  void underEarlierRulesAStepThatIsSkippedBeforeItBeginsIsRun() {
    ScriptedPath path =
        ScriptedPath.begunUnder(Rules.BOUNDED, PathBuilder.chain("p", "a", "b")).skip("b");

    assertThat(path.done("a").nodes()).isEqualTo("a completed, b running");
  }

  // ---- retries take over ----

  @Test
  void aWaitThatIsTakenOverEndsWhenItWouldHaveEnded() {
    PathPlan plan = PathBuilder.chain("p", "a", "b", "c");
    ScriptedPath before =
        ScriptedPath.begun(plan)
            .done("a")
            .comesTo("b", new StepOutcome.Waiting(new Wait.Timer(START.plusSeconds(60))));
    ResumePoint left = PathMachine.resumePoint(before.state());
    ResumePoint waits =
        new ResumePoint(
            left.planHash(), left.nodes(), null, List.of(), Map.of("b", START.plusSeconds(60)));

    ScriptedPath after = ScriptedPath.resumed(plan, waits);

    assertThat(after.asked()).as("it is not executed again").isEmpty();
    assertThat(after.nodes()).isEqualTo("a completed, b waiting, c pending");
    assertThat(PathMachine.deadline(after.state())).contains(START.plusSeconds(60));
    after.apply(new PathInput.TimerFired(START.plusSeconds(60), START.plusSeconds(60)));
    assertThat(after.nodes()).isEqualTo("a completed, b completed, c running");
  }

  @Test
  void aWaitOfANodeThatIsGoneIsLeftOut() {
    PathPlan plan = PathBuilder.chain("p", "a", "b");
    ResumePoint left =
        PathMachine.resumePoint(
            ScriptedPath.begun(PathBuilder.chain("q", "a", "x")).done("a").state());
    ResumePoint waits =
        new ResumePoint(
            left.planHash(), left.nodes(), null, List.of(), Map.of("x", START.plusSeconds(60)));

    assertThat(ScriptedPath.resumed(plan, waits).nodes()).isEqualTo("a completed, b running");
  }

  @Test
  void aRetryFromTheFailedStepKeepsWhatWasPassedAndRunsTheRestAgain() {
    PathPlan plan = PathBuilder.chain("p", "a", "b", "c");
    ScriptedPath failed =
        ScriptedPath.begun(plan).comesTo("a", output("n", 1)).comesTo("b", FAILED);
    ScriptedPath retry = ScriptedPath.resumed(plan, PathMachine.end(failed.state()).resume());

    assertThat(retry.nodes()).isEqualTo("a completed, b running, c pending");
    assertThat(retry.node("a").output()).isEqualTo(failed.node("a").output());
    assertThat(retry.recorded()).as("the retry's own steps only").containsExactly("0 b running");
  }

  @Test
  void aRetryRunsAStepAgainWhoseFailureTheNewerVersionDoesNotLetPass() {
    ResumePoint left = failedBehindAFailure(OnError.CONTINUE);
    PathPlan mended = failingThenFailing(OnError.FAIL);

    assertThat(ScriptedPath.resumed(mended, left).nodes()).isEqualTo("a running, b pending");
    assertThat(ScriptedPath.resumed(failingThenFailing(OnError.CONTINUE), left).nodes())
        .as("as long as the way is the same")
        .isEqualTo("a failed, b running");
  }

  @Test
  void underEarlierRulesARetryKeepsEveryStepThatWasPassed() {
    PathPlan lenient = failingThenFailing(OnError.CONTINUE);
    PathState before =
        PathState.initial(Rules.BOUNDED, new UUID(0, 1), lenient.hash(), 1, null, null, null);
    PathInput retried =
        new PathInput.Begun(
            ScriptedPath.START, failedBehindAFailure(OnError.CONTINUE), false, List.of());

    PathState after =
        new PathMachine(failingThenFailing(OnError.FAIL)).apply(before, retried).state();

    assertThat(after.status("a")).isEqualTo(NodeStatus.FAILED);
    assertThat(after.status("b")).isEqualTo(NodeStatus.RUNNING);
  }

  private static ResumePoint failedBehindAFailure(OnError first) {
    ScriptedPath failed =
        ScriptedPath.begun(failingThenFailing(first)).comesTo("a", FAILED).comesTo("b", FAILED);
    return PathMachine.end(failed.state()).resume();
  }

  private static PathPlan failingThenFailing(OnError first) {
    return PathBuilder.path("p").local("a", first).local("b").edge("a", "b").build();
  }

  @Test
  void aRetryRunsAgainWhatWasCancelledBesidesTheFailedStep() {
    PathPlan plan = PathBuilder.path("p").local("bad").remote("sends").build();
    ScriptedPath failed = ScriptedPath.begun(plan).comesTo("bad", FAILED);
    ScriptedPath retry = ScriptedPath.resumed(plan, PathMachine.end(failed.state()).resume());

    assertThat(retry.nodes()).isEqualTo("bad running, sends running");
  }

  @Test
  void aRunFromAChosenStepKeepsWhatDoesNotComeAfterIt() {
    PathPlan plan = join();
    ScriptedPath over =
        ScriptedPath.begun(plan).comesTo("a", output("n", 1)).done("left", "right", "join");
    ResumePoint left = PathMachine.resumePoint(over.state());

    ScriptedPath again = ScriptedPath.resumed(plan, left.upTo(step(plan, "left"), plan));

    assertThat(again.nodes()).isEqualTo("a completed, left running, right completed, join pending");
    assertThat(again.node("a").output()).isEqualTo(over.node("a").output());
    assertThat(again.recorded()).as("its own steps only").containsExactly("0 left running");
  }

  @Test
  void aRunFromTheFirstStepKeepsNothingThatComesAfterIt() {
    PathPlan plan = join();
    ScriptedPath over = ScriptedPath.begun(plan).done("a", "left", "right", "join");
    ResumePoint left = PathMachine.resumePoint(over.state());

    assertThat(left.upTo(step(plan, "a"), plan).nodes()).isEmpty();
    assertThat(left.began("join")).isTrue();
    assertThat(left.began("no such node")).isFalse();
  }

  @Test
  void aStepThatOnlyTheNewPlanHasRunsInItsTurn() {
    ScriptedPath over = ScriptedPath.begun(PathBuilder.chain("p", "a", "c")).done("a", "c");
    PathPlan edited = PathBuilder.chain("q", "a", "b", "c");
    ResumePoint left = PathMachine.resumePoint(over.state());

    ScriptedPath again = ScriptedPath.resumed(edited, left.upTo(step(edited, "c"), edited));

    assertThat(again.nodes()).isEqualTo("a completed, b running, c pending");
  }

  @Test
  void aBranchThatWasNotTakenIsStillSkippedFromAChosenStep() {
    PathPlan plan = failing(OnError.BRANCH);
    ScriptedPath over = ScriptedPath.begun(plan).comesTo("bad", FAILED).done("rescue");
    ResumePoint left = PathMachine.resumePoint(over.state());

    ScriptedPath again = ScriptedPath.resumed(plan, left.upTo(step(plan, "rescue"), plan));

    assertThat(left.began("next")).isFalse();
    assertThat(again.nodes()).isEqualTo("bad failed, next skipped, rescue running");
  }

  private static PathPlan.Step step(PathPlan plan, String id) {
    return plan.step(id).orElseThrow();
  }

  @Test
  void changesToTheMetadataAreSeenByLaterStepsAndAddUp() {
    ScriptedPath path =
        ScriptedPath.begun(PathBuilder.chain("p", "a", "b"))
            .comesTo("a", metadata("score.first", 1))
            .comesTo("b", metadata("score.second", 2));

    assertThat(path.state().metadata())
        .isEqualTo(
            JsonNodeFactory.instance
                .objectNode()
                .set(
                    "score",
                    JsonNodeFactory.instance.objectNode().put("first", 1).put("second", 2)));
    assertThat(path.state().changes().toString())
        .isEqualTo("{\"score.first\":1,\"score.second\":2}");
  }

  private static PathPlan join() {
    return PathBuilder.path("p")
        .local("a")
        .local("left")
        .local("right")
        .local("join")
        .edge("a", "left")
        .edge("a", "right")
        .edge("left", "join")
        .edge("right", "join")
        .build();
  }

  private static PathPlan failing(OnError onError) {
    return PathBuilder.path("p")
        .local("bad", onError)
        .local("next")
        .local("rescue")
        .edge("bad", "next")
        .edge("bad", "rescue", "error")
        .build();
  }
}
