package dev.stitch.machine;

import static dev.stitch.machine.Outcomes.person;
import static dev.stitch.machine.Outcomes.timer;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people do to a journey. */
class ActsTest {

  private static final String ADA = "user:ada";
  private static final PathPlan PATH = PathBuilder.chain("path", "one", "two");
  private static final MappedFlow INLINE = flow("inline", "path", 0, Isolation.INLINE);
  private static final MappedFlow CHILD = flow("child", "path", 0, Isolation.CHILD);
  private static final JourneyPlan CHAIN = JourneyBuilder.chain("j", "a", "b", "c");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant TOMORROW = START.plus(Duration.ofDays(1));

  // ---- names ----

  /** Clients, histories and recorded events know acts by these names. */
  @Test
  void anActIsCalledAsItAlwaysWas() {
    assertThat(Act.BY_NAME)
        .containsKeys("move", "advance", "pause", "resume", "retry", "skip", "cancel")
        .containsKeys("answerTask", "migrate", "setMetadata", "controlRun");
    assertThat(RunAct.BY_NAME).containsKeys("pause", "resume", "cancel", "skip", "answer");
    assertThat(new SetMetadataAct("s1", ADA, JsonNodeFactory.instance.objectNode()).name())
        .isEqualTo("setMetadata");
    assertThat(new RunAct.Cancel("c1", ADA).name()).isEqualTo("cancel");
  }

  // ---- move and advance ----

  @Test
  void aMoveCancelsWhatRunsAndEntersTheNode() {
    PathPlan remote = PathBuilder.path("remote").remote("sends").build();
    ScriptedJourney journey =
        ScriptedJourney.of(CHAIN)
            .knows(PATH)
            .knows(remote)
            .maps("a", CHILD, flow("mail", "remote", 0, Isolation.INLINE))
            .begin();
    journey.paths();
    journey.told();

    journey.move("c");

    assertThat(journey.node()).isEqualTo("c");
    assertThat(journey.paths()).containsExactlyInAnyOrder("cancel", "cancel step sends");
    assertThat(journey.told()).containsExactly("moved c by user:ada", "journey_completed");
  }

  @Test
  void aMoveMayGoBackAndCountsTheVisit() {
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).begin().move("b").move("a");

    assertThat(journey.node()).isEqualTo("a");
    assertThat(journey.state().visits()).isEqualTo(Map.of("a", 2, "b", 1));
  }

  @Test
  void aMoveToWhatIsNoUxNodeIsRefusedAndRecordedWhenItWasNotAsked() {
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).begin();
    journey.told();
    Act move = new MoveAct("m1", ADA, "nowhere");

    assertThat(journey.refusal(move).orElseThrow().code()).isEqualTo(Refusal.Code.INVALID);
    assertThat(journey.act(move).node()).isEqualTo("a");
    assertThat(journey.told()).containsExactly("event_received by user:ada");
  }

  @Test
  void anActIsDoneOnceAndAnsweredTheSameAgain() {
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).begin();
    Act move = new MoveAct("m1", ADA, "b");

    journey.act(move).move("a").act(move);

    assertThat(journey.node()).isEqualTo("a");
    assertThat(journey.refusal(move)).isEmpty();
  }

  @Test
  void advanceGoesOnWhateverStillRuns() {
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).knows(PATH).maps("a", CHILD).begin();
    journey.paths();

    assertThat(journey.advance().node()).isEqualTo("b");
    assertThat(journey.paths()).containsExactly("cancel");
  }

  @Test
  void advanceFromTheLastStageEndsTheJourney() {
    JourneyPlan plan = JourneyBuilder.journey("j").stage("a", Advance.MANUAL).build();

    assertThat(ScriptedJourney.of(plan).begin().advance().told())
        .endsWith("journey_completed by user:ada");
  }

  @Test
  void advanceNeedsNoApproval() {
    JourneyPlan plan =
        JourneyBuilder.journey("j")
            .stage("a", Advance.AUTO)
            .approval("a")
            .stage("b", Advance.MANUAL)
            .edge("a", "b")
            .build();
    ScriptedJourney journey = ScriptedJourney.of(plan).begin().advance();

    assertThat(journey.node()).isEqualTo("b");
    assertThat(journey.state().tasks()).isEmpty();
  }

  // ---- cancel ----

  @Test
  void cancelEndsTheJourneyAndAllThatItBegan() {
    ScriptedJourney journey =
        ScriptedJourney.of(CHAIN)
            .knows(PATH)
            .maps("a", INLINE, CHILD)
            .comesTo("one", person(null, "yes"))
            .begin();
    journey.paths();
    journey.cancel();

    assertThat(journey.status()).isEqualTo(EntityStatus.CANCELLED);
    assertThat(journey.paths()).containsExactly("cancel");
    assertThat(journey.state().tasks()).isEmpty();
    assertThat(journey.told()).endsWith("journey_cancelled by user:ada");
  }

  @Test
  void nothingCanBeDoneToAJourneyThatIsOver() {
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).begin().cancel();
    journey.told();

    assertThat(journey.refusal(new AdvanceAct("late", ADA)).orElseThrow())
        .isEqualTo(new Refusal(Refusal.Code.CLOSED, "the journey is cancelled"));
    assertThat(journey.advance().event("e1", "go").told()).isEmpty();
  }

  // ---- answering tasks ----

  @Test
  void theAnswerToAStepsTaskReachesTheStep() {
    ScriptedJourney journey =
        ScriptedJourney.of(CHAIN)
            .knows(PATH)
            .maps("a", INLINE)
            .comesTo("one", person(null, "yes", "no"))
            .begin();

    assertThat(journey.refusal(new AnswerTaskAct("x", ADA, journey.task().id(), "maybe", null)))
        .hasValue(new Refusal(Refusal.Code.INVALID, "choice: choose one of yes, no"));
    journey.answer("yes");

    assertThat(journey.node()).isEqualTo("b");
    assertThat(journey.told()).contains("task_opened", "task_answered by user:ada");
  }

  @Test
  void theTaskOfAPathOfItsOwnIsToldOnceAndItsAnswerPassedOn() {
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).knows(PATH).maps("a", CHILD).begin();
    UUID runId = journey.slot("child").runId();
    WaitingOn person = new WaitingOn("person", "one", runId, null, "Fit?");
    journey.pathWaits("child", person).pathWaits("child").pathWaits("child", person);
    journey.paths();

    journey.act(new AnswerTaskAct("x", ADA, OpenTask.ofStep(runId, "one", 1), "yes", null));

    assertThat(journey.paths()).containsExactly("tell TaskAnswered");
    assertThat(journey.told()).containsOnlyOnce("task_opened");
  }

  @Test
  void anUnknownTaskIsNotFound() {
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).begin();
    Act answer = new AnswerTaskAct("x", ADA, new UUID(0, 4), "yes", null);

    assertThat(journey.refusal(answer).orElseThrow().code()).isEqualTo(Refusal.Code.NOT_FOUND);
  }

  // ---- migrate ----

  @Test
  void aMigrationStandsAtTheSameNodeOfTheOtherVersionAndLetsPathsRun() {
    JourneyPlan other = JourneyBuilder.chain("other", "a", "x");
    ScriptedJourney journey =
        ScriptedJourney.of(CHAIN).knows(other).knows(PATH).maps("a", CHILD).begin();
    journey.paths();

    journey.migrate(other, Map.of());

    assertThat(journey.state().plan().version()).isEqualTo(2);
    assertThat(journey.paths()).isEmpty();
    assertThat(journey.pathCompletes("child").node()).isEqualTo("x");
    assertThat(journey.told()).contains("migrated by user:ada", "moved x");
  }

  @Test
  void aMigrationMovesToTheNodeThatItsNodeIsMappedTo() {
    JourneyPlan other = JourneyBuilder.chain("other", "start", "end");
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).knows(other).begin();

    journey.migrate(other, Map.of("a", "start"));

    assertThat(journey.node()).isEqualTo("start");
    assertThat(journey.told()).contains("migrated by user:ada", "moved start by user:ada");
  }

  @Test
  void aMigrationWithoutAPlaceToStandIsRefused() {
    JourneyPlan other = JourneyBuilder.chain("other", "start", "end");
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).knows(other).begin();
    Act migrate = new MigrateAct("m1", ADA, new PlanVersion(2, "other"), null, null);

    assertThat(journey.refusal(migrate).orElseThrow().message())
        .contains("has no UX node a; map a to one it has");
  }

  @Test
  void aMigrationForWhereAnEntityStoodTakesOnlyWhoIsStillThere() {
    JourneyPlan other = JourneyBuilder.chain("other", "b", "end");
    PlanVersion second = new PlanVersion(2, "other");
    Map<String, String> nodeMap = Map.of("a", "b");
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).knows(other).begin();
    assertThat(journey.refusal(new MigrateAct("m1", ADA, second, nodeMap, 2))).isEmpty();

    journey.act(new MoveAct("m2", ADA, "b"));

    assertThat(journey.refusal(new MigrateAct("m1", ADA, second, nodeMap, 2)))
        .hasValue(
            new Refusal(
                Refusal.Code.WRONG_STATE,
                "the entity has moved on meanwhile: it is at b of version 1"));
  }

  @Test
  void aMigrationForWhereAnEntityStoodTakesNobodyBackFromAVersionThatCameLater() {
    JourneyPlan other = JourneyBuilder.chain("other", "a", "end");
    Map<String, String> nodeMap = Map.of("a", "b");
    PlanVersion first = new PlanVersion(1, CHAIN.hash());
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).knows(other).begin();
    journey.migrate(other, Map.of());

    assertThat(
            journey.refusal(new MigrateAct("m1", ADA, first, nodeMap, 1)).orElseThrow().message())
        .endsWith("it is at a of version 2");
    assertThat(journey.refusal(new MigrateAct("m2", ADA, first, nodeMap, 2)))
        .as("an older version that was published again after the entity's own")
        .isEmpty();
    assertThat(
            journey.refusal(
                new MigrateAct("m3", ADA, new PlanVersion(2, "other"), Map.of("a", "end"), 2)))
        .as("it is there already")
        .isPresent();
  }

  @Test
  void aMigrationCountsTheDeadlineOfTheNewVersionFromTheEntry() {
    JourneyPlan other =
        JourneyBuilder.journey("other").stage("a", Advance.MANUAL).deadline("a", HOUR).build();
    ScriptedJourney journey =
        ScriptedJourney.of(CHAIN).knows(other).begin().pass(HOUR.dividedBy(2));

    journey.migrate(other, Map.of());

    assertThat(journey.state().deadline()).isEqualTo(START.plus(HOUR));
  }

  // ---- starting a flow that was mapped later ----

  @Test
  void aFlowThatIsMappedLaterBeginsOnceInAStayWhoeverAsks() {
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).knows(PATH).begin();
    assertThat(journey.status()).isEqualTo(EntityStatus.WAITING);

    journey
        .act(new StartFlowAct("s1", ADA, "a", CHILD))
        .act(new StartFlowAct("s1", ADA, "a", CHILD));
    Refusal refusal = journey.refusal(new StartFlowAct("s2", "user:bo", "a", CHILD)).orElseThrow();

    assertThat(journey.paths()).containsExactly("start child");
    assertThat(journey.told()).contains("path_started by user:ada");
    assertThat(refusal.code()).isEqualTo(Refusal.Code.WRONG_STATE);
    assertThat(refusal.message()).isEqualTo("child is part of this stay already");
    assertThat(journey.pathCompletes("child").node()).isEqualTo("b");
  }

  @Test
  void aFlowThatIsMappedLaterWaitsForItsTurnAndForAPauseToEnd() {
    MappedFlow later = flow("later", "path", 1, Isolation.CHILD);
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).knows(PATH).maps("a", CHILD).begin();
    journey.pause(PauseOwner.FLOW, TimerMode.FREEZE);
    journey.paths();

    journey.act(new StartFlowAct("s1", ADA, "a", later)).pathCompletes("child");
    assertThat(journey.paths()).isEmpty();
    journey.resume(PauseOwner.FLOW, ResumeMode.CONTINUE);

    assertThat(journey.paths()).contains("start later");
    assertThat(journey.node()).isEqualTo("a");
  }

  @Test
  void aFlowThatIsMappedLaterKeepsAnEntityThatAskedToLeave() {
    JourneyPlan plan =
        JourneyBuilder.journey("j")
            .stage("a", Advance.AUTO)
            .approval("a")
            .stage("b", Advance.MANUAL)
            .edge("a", "b")
            .build();
    ScriptedJourney journey = ScriptedJourney.of(plan).knows(PATH).begin();

    journey.act(new StartFlowAct("s1", ADA, "a", CHILD));

    assertThat(journey.state().tasks()).isEmpty();
    assertThat(journey.pathCompletes("child").task().kind()).isEqualTo(OpenTask.Kind.APPROVAL);
  }

  @Test
  void aFlowIsNotStartedWhereItCannotBe() {
    ScriptedJourney journey = ScriptedJourney.of(CHAIN).knows(PATH).begin();
    MappedFlow unpublished = flow("unpublished", null, 0, Isolation.CHILD);

    assertThat(journey.refusal(new StartFlowAct("s1", ADA, "b", CHILD)))
        .hasValue(new Refusal(Refusal.Code.WRONG_STATE, "the entity is not at b any more"));
    assertThat(journey.refusal(new StartFlowAct("s2", ADA, "a", unpublished)).orElseThrow().code())
        .isEqualTo(Refusal.Code.INVALID);
    assertThat(journey.refusal(new StartFlowAct("s3", ADA, "a", INLINE)).orElseThrow().message())
        .as("a signal could name it so, and the plan has steps that need a workflow of its own")
        .contains("isolation");
  }

  // ---- metadata and run control ----

  @Test
  void metadataIsChangedByPathAndMayEndTheJourney() {
    JourneyPlan plan =
        JourneyBuilder.journey("j")
            .stage("a", Advance.MANUAL)
            .checks("a", null, "entity.metadata.lost")
            .build();
    ScriptedJourney journey = ScriptedJourney.of(plan).begin().exits(true);

    journey.act(
        new SetMetadataAct(
            "s1", ADA, JsonNodeFactory.instance.objectNode().put("deal.lost", true)));

    assertThat(journey.state().metadata().at("/deal/lost").booleanValue()).isTrue();
    assertThat(journey.status()).isEqualTo(EntityStatus.EXITED);
  }

  @Test
  void aRunInsideItsJourneyIsPausedResumedAndCancelledByItself() {
    ScriptedJourney journey =
        ScriptedJourney.of(CHAIN)
            .knows(PATH)
            .maps("a", INLINE)
            .comesTo("one", timer(TOMORROW))
            .begin();
    UUID run = journey.slot("inline").runId();

    journey.act(new ControlRunAct("c1", ADA, run, ControlRunAct.Control.PAUSE));
    assertThat(journey.slot("inline").inline().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(journey.status()).isEqualTo(EntityStatus.WAITING);
    assertThat(journey.pass(Duration.ofDays(2)).node()).isEqualTo("a");
    journey.act(new ControlRunAct("c2", ADA, run, ControlRunAct.Control.RESUME));
    assertThat(journey.slot("inline").inline().status()).isEqualTo(RunStatus.RUNNING);
    journey.act(new ControlRunAct("c3", ADA, run, ControlRunAct.Control.CANCEL));
    assertThat(journey.slot("inline").status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(journey.status()).isEqualTo(EntityStatus.BLOCKED);
  }
}
