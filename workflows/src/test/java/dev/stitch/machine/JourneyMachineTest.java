package dev.stitch.machine;

import static dev.stitch.machine.Outcomes.FAILED;
import static dev.stitch.machine.ScriptedJourney.START;
import static dev.stitch.machine.TestPlans.flow;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.model.EntityStatus;
import dev.stitch.model.RunStatus;
import dev.stitch.plan.Isolation;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.JourneyPlan.Advance;
import dev.stitch.plan.PathPlan;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a journey walks its spine by itself. */
class JourneyMachineTest {

  private static final PathPlan PATH = PathBuilder.chain("path", "one", "two");
  private static final MappedFlow INLINE = flow("inline", "path", 0, Isolation.INLINE);
  private static final MappedFlow CHILD = flow("child", "path", 0, Isolation.CHILD);

  // ---- along the spine ----

  @Test
  void aJourneyWalksTheSpineAndRunsWhatIsMapped() {
    ScriptedJourney journey =
        ScriptedJourney.of(JourneyBuilder.chain("j", "a", "b"))
            .knows(PATH)
            .maps("a", INLINE)
            .maps("b", INLINE)
            .begin();

    assertThat(journey.status()).isEqualTo(EntityStatus.COMPLETED);
    assertThat(journey.told())
        .containsExactly(
            "journey_started by api",
            "moved a by api",
            "path_started",
            "path_completed",
            "moved b",
            "path_started",
            "path_completed",
            "journey_completed");
  }

  @Test
  void pathsRunInTheOrderOfTheirPositionAndSideBySideWhereItIsEqual() {
    ScriptedJourney journey =
        ScriptedJourney.of(JourneyBuilder.chain("j", "a", "b"))
            .knows(PATH)
            .maps(
                "a",
                flow("last", "path", 2, Isolation.CHILD),
                flow("first", "path", 1, Isolation.CHILD),
                flow("beside", "path", 1, Isolation.CHILD))
            .begin();

    assertThat(journey.paths()).containsExactly("start first", "start beside");
    journey.pathCompletes("first");
    assertThat(journey.paths()).isEmpty();
    journey.pathCompletes("beside");
    assertThat(journey.paths()).containsExactly("start last");
    assertThat(journey.pathCompletes("last").node()).isEqualTo("b");
  }

  @Test
  void aJourneyKeepsWhatItsPathsChangedInTheMetadata() {
    ScriptedJourney journey =
        ScriptedJourney.of(JourneyBuilder.chain("j", "a", "b"))
            .knows(PATH)
            .maps("a", INLINE)
            .comesTo("one", Outcomes.metadata("score", 7))
            .begin();

    assertThat(journey.state().metadata())
        .isEqualTo(JsonNodeFactory.instance.objectNode().put("score", 7));
  }

  @Test
  void aPathsEndThatIsReportedTwiceCountsOnce() {
    ScriptedJourney journey =
        ScriptedJourney.of(JourneyBuilder.chain("j", "a", "b"))
            .knows(PATH)
            .maps("a", CHILD)
            .begin();
    PathSlot slot = journey.slot("child");
    JourneyInput.PathEnded end =
        new JourneyInput.PathEnded(
            START,
            slot.runId(),
            "a",
            slot.flow().systemFlowId(),
            new PathEnd(RunStatus.COMPLETED, null, null, null, null, null));
    journey.apply(end).told();

    assertThat(journey.apply(end).told()).isEmpty();
    assertThat(journey.node()).isEqualTo("b");
  }

  @Test
  void aDirectRunAtTheNodeMovesTheEntityOnAsAMappedOneWould() {
    ScriptedJourney journey = ScriptedJourney.of(JourneyBuilder.chain("j", "a", "b")).begin();
    journey.told();

    journey.apply(directRun("b")).apply(directRun("a"));

    assertThat(journey.node()).isEqualTo("b");
    assertThat(journey.told())
        .containsExactly("path_completed", "path_completed", "moved b", "journey_completed");
  }

  private static JourneyInput directRun(String uxNodeId) {
    return new JourneyInput.PathEnded(
        START,
        TestPlans.flowId(uxNodeId),
        uxNodeId,
        new UUID(0, 9),
        new PathEnd(RunStatus.COMPLETED, null, null, null, null, null));
  }

  // ---- what makes it leave ----

  @Test
  void aStageWithNothingMappedStaysUntilItIsMovedOn() {
    ScriptedJourney journey = ScriptedJourney.of(JourneyBuilder.chain("j", "a", "b")).begin();

    assertThat(journey.node()).isEqualTo("a");
    assertThat(journey.status()).isEqualTo(EntityStatus.WAITING);
    assertThat(journey.waitingOn()).extracting(WaitingOn::kind).containsExactly("move");
  }

  @Test
  void theLastStageWithNothingMappedEndsTheJourney() {
    assertThat(ScriptedJourney.of(JourneyBuilder.chain("j", "a")).begin().status())
        .isEqualTo(EntityStatus.COMPLETED);
  }

  @Test
  void anAutomaticStageWithNothingMappedIsPassedAtOnce() {
    JourneyPlan plan =
        JourneyBuilder.journey("j").stage("a", Advance.AUTO).stage("b").edge("a", "b").build();

    assertThat(ScriptedJourney.of(plan).begin().told()).contains("moved a by api", "moved b");
  }

  @ParameterizedTest
  @EnumSource(names = {"MANUAL", "ON_EVENT"})
  void aStageThatIsLeftByHandOrEventIsNotLeftWhenItsPathsAreDone(Advance advance) {
    JourneyPlan plan =
        JourneyBuilder.journey("j").stage("a", advance).stage("b").edge("a", "b").build();
    ScriptedJourney journey = ScriptedJourney.of(plan).knows(PATH).maps("a", INLINE).begin();

    assertThat(journey.node()).isEqualTo("a");
    assertThat(journey.status()).isEqualTo(EntityStatus.WAITING);
    assertThat(journey.waitingOn())
        .extracting(WaitingOn::kind)
        .containsExactly(advance == Advance.MANUAL ? "move" : "event");
  }

  @Test
  void aStageIsLeftByItsEventEvenWhileAPathRuns() {
    JourneyPlan plan =
        JourneyBuilder.journey("j").stage("a", Advance.ON_EVENT).stage("b").edge("a", "b").build();
    ScriptedJourney journey = ScriptedJourney.of(plan).knows(PATH).maps("a", CHILD).begin();
    journey.paths();

    assertThat(journey.event("e1", "other").node()).isEqualTo("a");
    journey.event("e2", "go");

    assertThat(journey.node()).isEqualTo("b");
    assertThat(journey.paths())
        .as("a path that waits for no event is told of none")
        .containsExactly("cancel");
  }

  @Test
  void aStepIsNotStartedInAPathThatTheSameEventEnds() {
    JourneyPlan plan =
        JourneyBuilder.journey("j").stage("a", Advance.ON_EVENT).stage("b").edge("a", "b").build();
    PathPlan path =
        PathBuilder.path("mails").local("hears").remote("sends").edge("hears", "sends").build();
    ScriptedJourney journey =
        ScriptedJourney.of(plan)
            .knows(path)
            .maps("a", flow("mails", "mails", 0, Isolation.INLINE))
            .comesTo("hears", Outcomes.event("go", null))
            .begin();

    assertThat(journey.event("e1", "go").node()).isEqualTo("b");
    assertThat(journey.paths()).containsExactly("cancel step sends");
  }

  @Test
  void theSameEventHasOneEffect() {
    JourneyPlan plan =
        JourneyBuilder.journey("j")
            .stage("a", Advance.ON_EVENT)
            .stage("b", Advance.ON_EVENT)
            .edge("a", "b")
            .build();
    ScriptedJourney journey = ScriptedJourney.of(plan).begin().event("e1", "go").event("e1", "go");

    assertThat(journey.node()).isEqualTo("b");
    assertThat(journey.status()).isEqualTo(EntityStatus.WAITING);
    assertThat(journey.told()).containsOnlyOnce("event_received by api");
  }

  @Test
  void anEventReachesTheWaitOfAPathInside() {
    ScriptedJourney journey =
        ScriptedJourney.of(JourneyBuilder.chain("j", "a"))
            .knows(PATH)
            .maps("a", INLINE)
            .comesTo("one", Outcomes.matchingEvent("reply"))
            .begin();

    assertThat(journey.waitingOn()).extracting(WaitingOn::detail).containsExactly("reply");
    assertThat(journey.event("e1", "reply").status()).isEqualTo(EntityStatus.COMPLETED);
  }

  @Test
  void aGoalFinishesTheStageEarlyAndCancelsWhatRuns() {
    JourneyPlan plan =
        JourneyBuilder.journey("j")
            .stage("a")
            .checks("a", "entity.metadata.won", null)
            .stage("b")
            .edge("a", "b")
            .build();
    ScriptedJourney journey = ScriptedJourney.of(plan).knows(PATH).maps("a", CHILD).begin();
    journey.paths();

    journey.reachesGoal(true).event("e1", "anything");

    assertThat(journey.node()).isEqualTo("b");
    assertThat(journey.paths()).containsExactly("cancel");
  }

  @Test
  void aJourneyWhoseExitConditionHoldsEndsWhereItStands() {
    JourneyPlan plan =
        JourneyBuilder.journey("j")
            .stage("a", Advance.MANUAL)
            .checks("a", null, "entity.metadata.lost")
            .stage("b")
            .edge("a", "b")
            .build();
    ScriptedJourney journey = ScriptedJourney.of(plan).begin();

    assertThat(journey.event("e1", "x").status()).isEqualTo(EntityStatus.WAITING);
    journey.exits(true).event("e2", "x");

    assertThat(journey.status()).isEqualTo(EntityStatus.EXITED);
    assertThat(journey.node()).isEqualTo("a");
    assertThat(journey.told()).endsWith("journey_exited");
  }

  // ---- which way ----

  @Test
  void theEdgeWhoseConditionHoldsIsTaken() {
    ScriptedJourney journey = ScriptedJourney.of(fork()).chooses("a", "a-c").begin().advance();

    assertThat(journey.node()).isEqualTo("c");
  }

  @Test
  void whereNoConditionHoldsAPersonIsAskedAndMayTryAgain() {
    ScriptedJourney journey = ScriptedJourney.of(fork()).begin().advance();

    assertThat(journey.status()).isEqualTo(EntityStatus.BLOCKED);
    assertThat(journey.task().choices()).containsExactly("retry", "move", "cancel");
    journey.chooses("a", "a-b").answer("retry");

    assertThat(journey.node()).isEqualTo("b");
    assertThat(journey.told()).contains("blocked", "task_opened", "unblocked", "moved b");
  }

  private static JourneyPlan fork() {
    return JourneyBuilder.journey("j")
        .stage("a")
        .stage("b", Advance.MANUAL)
        .stage("c", Advance.MANUAL)
        .edge("a", "b", "entity.metadata.x == 1")
        .edge("a", "c", "entity.metadata.x == 2")
        .build();
  }

  // ---- people ----

  @Test
  void aStageThatAsksIsLeftWhenAPersonApproves() {
    JourneyPlan plan =
        JourneyBuilder.journey("j")
            .stage("a", Advance.AUTO)
            .approval("a")
            .stage("b", Advance.MANUAL)
            .edge("a", "b")
            .build();
    ScriptedJourney journey = ScriptedJourney.of(plan).begin();

    assertThat(journey.status()).isEqualTo(EntityStatus.WAITING);
    assertThat(journey.waitingOn()).extracting(WaitingOn::kind).containsExactly("person");
    assertThat(journey.task().title()).isEqualTo("Let the entity leave a?");
    assertThat(journey.answer("approve").node()).isEqualTo("b");
  }

  @Test
  void aFlowThatWasNeverPublishedBlocksTheStageUntilItIs() {
    ScriptedJourney journey =
        ScriptedJourney.of(JourneyBuilder.chain("j", "a"))
            .knows(PATH)
            .maps("a", flow("draft", null, 0, Isolation.INLINE))
            .begin();

    assertThat(journey.status()).isEqualTo(EntityStatus.BLOCKED);
    assertThat(journey.task().description()).contains("never published: draft");
    journey.maps("a", INLINE).answer("retry");

    assertThat(journey.status()).isEqualTo(EntityStatus.COMPLETED);
  }

  // ---- failing paths ----

  @ParameterizedTest
  @CsvSource({
    Rules.EARLY_ANSWERS + ", inline failed at one",
    Rules.STEP_LABELS + ", inline failed at Tell the CRM"
  })
  void theQuestionAboutAFailedPathCallsTheStepAsItsFlowDoes(int rules, String title) {
    PathPlan path = PathBuilder.path("path").local("one").label("Tell the CRM").build();

    ScriptedJourney journey =
        ScriptedJourney.under(rules, JourneyBuilder.chain("j", "a", "b"))
            .knows(path)
            .maps("a", INLINE)
            .comesTo("one", FAILED)
            .begin();

    assertThat(journey.task().title()).isEqualTo(title);
  }

  @Test
  void aFailedPathBlocksItsStageAndLetsItsSiblingsGoOn() {
    ScriptedJourney journey =
        ScriptedJourney.of(JourneyBuilder.chain("j", "a", "b"))
            .knows(PATH)
            .maps("a", INLINE, CHILD)
            .comesTo("one", FAILED)
            .begin();

    assertThat(journey.status()).isEqualTo(EntityStatus.BLOCKED);
    assertThat(journey.task().title()).isEqualTo("inline failed at one");
    assertThat(journey.task().description()).isEqualTo("the other side refused");
    assertThat(journey.task().choices()).containsExactly("retry", "skip", "move", "cancel");
    assertThat(journey.slot("child").status()).isEqualTo(RunStatus.RUNNING);
    assertThat(journey.pathCompletes("child").node()).isEqualTo("a");
  }

  @ParameterizedTest
  @EnumSource(names = {"CANCELLED", "KILLED"})
  void aPathThatRunControlEndedBlocksItsStage(RunStatus how) {
    ScriptedJourney journey =
        ScriptedJourney.of(JourneyBuilder.chain("j", "a", "b"))
            .knows(PATH)
            .maps("a", CHILD)
            .begin();

    journey.pathEnds("child", new PathEnd(how, null, null, null, null, null));

    assertThat(journey.status()).isEqualTo(EntityStatus.BLOCKED);
    assertThat(journey.task().choices()).containsExactly("retry", "move", "cancel");
    assertThat(journey.told()).endsWith("path_failed", "task_opened", "blocked");
  }
}
