package dev.stitch.machine;

import static dev.stitch.machine.Outcomes.FAILED;
import static dev.stitch.machine.Outcomes.timer;
import static dev.stitch.machine.ScriptedJourney.START;
import static dev.stitch.machine.TestPlans.flow;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.model.EntityStatus;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.plan.Isolation;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.Locality;
import dev.stitch.plan.OnError;
import dev.stitch.plan.PathPlan;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How people get a journey going again whose path has failed or waits for too long. */
class RepairsTest {

  private static final String ADA = "user:ada";
  private static final PathPlan PATH = PathBuilder.chain("path", "one", "two");
  private static final MappedFlow INLINE = flow("inline", "path", 0, Isolation.INLINE);
  private static final MappedFlow CHILD = flow("child", "path", 0, Isolation.CHILD);
  private static final JourneyPlan CHAIN = JourneyBuilder.chain("j", "a", "b", "c");
  private static final Instant TOMORROW = START.plus(Duration.ofDays(1));

  @Test
  void aRetryFromTheFailedStepKeepsWhatIsDoneAndTheKeysOfItsEffects() {
    ScriptedJourney journey = failedAtTwo();
    PathSlot failed = journey.slot("inline");

    journey.comesTo("two", timer(TOMORROW)).retry(Act.RetryFrom.FAILED_STEP);

    PathSlot retry = journey.slot("inline");
    assertThat(retry.runId()).isNotEqualTo(failed.runId());
    assertThat(retry.retryOf()).isEqualTo(failed.runId());
    assertThat(retry.firstRunId()).isEqualTo(failed.firstRunId());
    assertThat(retry.execution()).isEqualTo(failed.execution());
    assertThat(retry.inline().status("one")).isEqualTo(NodeStatus.COMPLETED);
    assertThat(retry.inline().nextStepIndex()).as("only the failed step is run").isEqualTo(1);
    assertThat(journey.status()).isEqualTo(EntityStatus.WAITING);
    assertThat(journey.state().tasks()).isEmpty();
  }

  @Test
  void aRetryFromTheStartRunsAllAgainWithOtherKeys() {
    ScriptedJourney journey = failedAtTwo().comesTo("two", timer(TOMORROW));

    journey.retry(Act.RetryFrom.START);

    assertThat(journey.slot("inline").execution()).isEqualTo(2);
    assertThat(journey.slot("inline").inline().nextStepIndex()).isEqualTo(2);
  }

  @Test
  void aRetryThatCompletesLetsTheJourneyGoOn() {
    ScriptedJourney journey = failedAtTwo();
    journey.told();

    journey.retry(Act.RetryFrom.FAILED_STEP);

    assertThat(journey.node()).isEqualTo("b");
    assertThat(journey.told())
        .containsExactly(
            "retried by user:ada", "path_started", "unblocked", "path_completed", "moved b");
  }

  @Test
  void aRetryWithTheLatestVersionNeedsItsCompletedNodesUnchanged() {
    PathPlan changed =
        PathBuilder.path("changed")
            .step("one", "another type", Locality.LOCAL, OnError.FAIL)
            .local("two")
            .edge("one", "two")
            .build();
    PathPlan longer = PathBuilder.chain("longer", "one", "two", "three");
    ScriptedJourney journey = failedAtTwo().knows(changed).knows(longer);

    assertThat(journey.refusal(latest("r1", "changed")).orElseThrow().message())
        .contains("changed the completed node one");
    journey.act(latest("r2", "longer"));

    assertThat(journey.node()).isEqualTo("b");
  }

  private static Act latest(String id, String hash) {
    return new RetryAct(id, ADA, null, null, Act.RetryVersion.LATEST, new PlanVersion(2, hash));
  }

  @Test
  void aFailedPathThatWasResetAndCompletesNeedsNobodyAnyMore() {
    ScriptedJourney journey = failedChild();
    assertThat(journey.state().tasks()).hasSize(1);
    journey.told();

    journey.pathCompletes("child");

    assertThat(journey.node()).isEqualTo("b");
    assertThat(journey.state().tasks()).isEmpty();
    assertThat(journey.told())
        .containsExactly("path_started", "path_completed", "moved b", "unblocked");
  }

  @Test
  void aFailedPathThatWasResetAndFailsAgainStillHasItsOneTask() {
    ScriptedJourney journey = failedChild();

    journey.pathEnds("child", FAILED_PATH);

    assertThat(journey.status()).isEqualTo(EntityStatus.BLOCKED);
    assertThat(journey.state().tasks()).hasSize(1);
  }

  @Test
  void theEndOfARunThatWasRetriedMeanwhileMovesNobody() {
    ScriptedJourney journey = failedChild();
    PathSlot failed = journey.slot("child");
    journey.retry(Act.RetryFrom.FAILED_STEP);

    journey.apply(
        new JourneyInput.PathEnded(
            START,
            failed.runId(),
            failed.uxNodeId(),
            failed.flow().systemFlowId(),
            new PathEnd(RunStatus.COMPLETED, null, null, null, null, null)));

    assertThat(journey.node()).isEqualTo("a");
    assertThat(journey.slot("child").live()).isTrue();
  }

  private static final PathEnd FAILED_PATH =
      new PathEnd(
          RunStatus.FAILED,
          "two",
          new StepFailure(FailureCode.REJECTED, "refused"),
          null,
          null,
          null);

  private static ScriptedJourney failedChild() {
    return ScriptedJourney.of(CHAIN)
        .knows(PATH)
        .maps("a", CHILD)
        .begin()
        .pathEnds("child", FAILED_PATH);
  }

  @Test
  void aRetryOfWhatHasNotFailedIsRefused() {
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).knows(PATH).maps("a", CHILD).begin();

    assertThat(journey.refusal(new RetryAct("r1", ADA, null, null, null, null)))
        .hasValue(new Refusal(Refusal.Code.WRONG_STATE, "no path of this stage has failed"));
  }

  @Test
  void aSkipPassesTheFailedStepAndRunsTheRest() {
    ScriptedJourney journey =
        ScriptedJourney.of(CHAIN).knows(PATH).maps("a", INLINE).comesTo("one", FAILED).begin();
    journey.told();

    journey.skip(null);

    assertThat(journey.node()).isEqualTo("b");
    assertThat(journey.told())
        .containsExactly(
            "skipped by user:ada", "path_started", "unblocked", "path_completed", "moved b");
  }

  @Test
  void aSkipPassesTheStepThatWaits() {
    ScriptedJourney journey =
        ScriptedJourney.of(CHAIN)
            .knows(PATH)
            .maps("a", INLINE)
            .comesTo("one", timer(TOMORROW))
            .begin();

    assertThat(journey.skip("one").node()).isEqualTo("b");
  }

  @Test
  void aSkipInAPathOfItsOwnIsPassedOnToIt() {
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).knows(PATH).maps("a", CHILD).begin();
    journey.paths();

    assertThat(journey.skip(null).paths()).containsExactly("tell Skipped");
  }

  @Test
  void aKilledPathCannotBeSkippedForItKeptNothing() {
    ScriptedJourney journey =
        ScriptedJourney.of(CHAIN)
            .knows(PATH)
            .maps("a", CHILD)
            .begin()
            .pathEnds("child", new PathEnd(RunStatus.KILLED, null, null, null, null, null));

    assertThat(journey.refusal(new SkipAct("s1", ADA, null, null)).orElseThrow().message())
        .contains("retry it instead");
    assertThat(journey.retry(Act.RetryFrom.FAILED_STEP).paths())
        .containsExactly("start child", "start child");
  }

  @Test
  void aBlockedStagesTaskCanBeAnsweredWithEachOfItsChoices() {
    assertThat(failedAtTwo().answer("retry").node()).isEqualTo("b");
    assertThat(failedAtTwo().answer("skip").node()).isEqualTo("b");
    assertThat(failedAtTwo().answer("cancel").status()).isEqualTo(EntityStatus.CANCELLED);
    ScriptedJourney moved = failedAtTwo();
    moved.act(
        new AnswerTaskAct(
            "x",
            ADA,
            moved.task().id(),
            "move",
            JsonNodeFactory.instance.objectNode().put("uxNodeId", "c")));
    assertThat(moved.node()).isEqualTo("c");
  }

  private static ScriptedJourney failedAtTwo() {
    ScriptedJourney journey =
        ScriptedJourney.of(CHAIN).knows(PATH).maps("a", INLINE).comesTo("two", FAILED).begin();
    assertThat(journey.status()).isEqualTo(EntityStatus.BLOCKED);
    return journey;
  }
}
