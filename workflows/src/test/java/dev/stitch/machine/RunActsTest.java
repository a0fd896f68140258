package dev.stitch.machine;

import static dev.stitch.machine.Outcomes.person;
import static dev.stitch.machine.Outcomes.timer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.RunStatus;
import dev.stitch.plan.PathPlan;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What acts do to a run that is a workflow of its own, and which it refuses. */
class RunActsTest {

  private static final String ADA = "user:ada";
  private static final PathPlan ASK_THEN = PathBuilder.chain("p", "ask", "then");
  private static final PathMachine MACHINE = new PathMachine(ASK_THEN);

  private final ScriptedPath path = ScriptedPath.begun(ASK_THEN);

  // ---- pause and resume ----

  @Test
  void aPausedRunStartsNothingUntilItIsResumed() {
    act(new RunAct.Pause("p", ADA, null));

    assertThat(path.done("ask").nodes()).isEqualTo("ask completed, then pending");
    assertThat(path.status()).isEqualTo(RunStatus.PAUSED);
    act(new RunAct.Resume("r", ADA, null));
    assertThat(path.nodes()).isEqualTo("ask completed, then running");
  }

  @Test
  void anActPausesTimersAsItSays() {
    path.comesTo("ask", timer(path.now().plus(Duration.ofHours(1))));
    act(new RunAct.Pause("p", ADA, TimerMode.FREEZE));
    path.pass(Duration.ofHours(5));

    act(new RunAct.Resume("r", ADA, ResumeMode.SEND_NOW));

    assertThat(path.pass(Duration.ZERO).nodes()).isEqualTo("ask completed, then running");
  }

  @Test
  void ofTwoPausesTheSecondIsRefused() {
    act(new RunAct.Pause("p1", ADA, null));
    RunAct second = new RunAct.Pause("p2", ADA, TimerMode.ELAPSE);

    assertThat(check(second)).hasValueSatisfying(why -> is(why, Refusal.Code.WRONG_STATE));
    PathState before = path.state();
    act(second);
    assertThat(path.state().pauses()).isEqualTo(before.pauses());
    assertThat(answered("p2").refusal().message()).contains("already paused");
  }

  @Test
  void aRunThatItsEntityPausesIsNotResumedByItself() {
    path.pause(PauseOwner.ENTITY, TimerMode.FREEZE);

    Optional<Refusal> refusal = check(new RunAct.Resume("r", ADA, null));

    assertThat(refusal).hasValueSatisfying(why -> is(why, Refusal.Code.WRONG_STATE));
    assertThat(refusal.get().message()).contains("paused by entity");
    assertThat(check(new RunAct.Pause("p", ADA, null))).isEmpty();
  }

  // ---- once ----

  @Test
  void theSameActIsDoneOnceAndAnsweredTheSame() {
    act(new RunAct.Pause("p", ADA, null));
    act(new RunAct.Resume("r", ADA, null));
    PathState before = path.state();

    act(new RunAct.Pause("p", ADA, null));

    assertThat(path.state()).isEqualTo(before);
    assertThat(check(new RunAct.Pause("p", ADA, null))).isEmpty();
    assertThat(path.status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void anActIsStillKnownAfterContinueAsNew() throws JsonProcessingException {
    act(new RunAct.Pause("p", ADA, null));
    act(new RunAct.Pause("late", ADA, null));
    act(new RunAct.Resume("r", ADA, null));

    PathState carried =
        JsonCodec.MAPPER.readValue(
            JsonCodec.MAPPER.writeValueAsString(path.state()), PathState.class);

    assertThat(carried).isEqualTo(path.state());
    assertThat(MACHINE.check(carried, new RunAct.Pause("p", ADA, null))).isEmpty();
    assertThat(MACHINE.check(carried, new RunAct.Pause("late", ADA, null))).isPresent();
    assertThat(carried.under(Rules.CURRENT).seen()).isEqualTo(carried.seen());
  }

  @Test
  void stateThatAnEarlierReleaseCarriesHasSeenNothing() throws JsonProcessingException {
    ObjectNode state = JsonCodec.MAPPER.valueToTree(path.state());
    state.remove("seen");

    assertThat(JsonCodec.MAPPER.treeToValue(state, PathState.class)).isEqualTo(path.state());
  }

  @Test
  void actsAreRememberedUpToABound() {
    for (int i = 0; i <= SeenIds.MAX_REMEMBERED; i++) {
      act(new RunAct.Resume("r" + i, ADA, null));
    }

    assertThat(path.state().seen()).hasSize(SeenIds.MAX_REMEMBERED).doesNotContainKey("r0");
  }

  // ---- cancel ----

  @Test
  void aCancelledRunEndsAndRefusesWhatComesLater() {
    act(new RunAct.Cancel("c", ADA));

    assertThat(path.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(path.nodes()).isEqualTo("ask cancelled, then skipped");
    assertThat(check(new RunAct.Cancel("c", ADA))).as("the same act").isEmpty();
    assertThat(check(new RunAct.Cancel("c2", ADA)))
        .hasValueSatisfying(why -> is(why, Refusal.Code.CLOSED));
    PathState end = path.state();
    act(new RunAct.Pause("p", ADA, null));
    assertThat(path.state()).as("nothing follows the end").isEqualTo(end);
    assertThat(check(new RunAct.Pause("p", ADA, null)).orElseThrow().message())
        .contains("cancelled");
  }

  @Test
  void aRunThatCompletesBeforeAnActIsAppliedAnswersThatItHas() {
    path.done("ask", "then");

    act(new RunAct.Cancel("c", ADA));

    assertThat(path.status()).isEqualTo(RunStatus.COMPLETED);
    Refusal refusal = check(new RunAct.Cancel("c", ADA)).orElseThrow();
    is(refusal, Refusal.Code.CLOSED);
    assertThat(refusal.message()).contains("completed");
  }

  // ---- skip ----

  @Test
  void aSkipPassesTheNamedStepOrTheOneThatWaits() {
    path.comesTo("ask", timer(path.now().plus(Duration.ofDays(9))));
    act(new RunAct.Skip("s1", ADA, "ask"));
    act(new RunAct.Skip("s2", ADA, null));

    assertThat(path.nodes()).isEqualTo("ask skipped, then skipped");
    assertThat(path.status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void aSkipNamesAStepThatHasBegunAndIsNotOver() {
    path.done("ask");

    assertThat(check(new RunAct.Skip("s", ADA, "nowhere")))
        .hasValueSatisfying(why -> is(why, Refusal.Code.INVALID))
        .hasValueSatisfying(why -> assertThat(why.message()).startsWith("nodeId: "));
    assertThat(check(new RunAct.Skip("s", ADA, "ask")))
        .hasValueSatisfying(why -> is(why, Refusal.Code.WRONG_STATE));
    assertThat(ScriptedPath.begun(ASK_THEN).node("then")).isNull();
    assertThat(
            MACHINE.check(ScriptedPath.begun(ASK_THEN).state(), new RunAct.Skip("s", ADA, "then")))
        .hasValueSatisfying(why -> is(why, Refusal.Code.WRONG_STATE));
  }

  // ---- answers ----

  @Test
  void anAnswerCompletesTheStepThatAsks() {
    path.comesTo("ask", person(null, "yes", "no"));

    act(new RunAct.Answer("a", ADA, task(), "yes", new TextNode("of course")));

    assertThat(path.nodes()).isEqualTo("ask completed, then running");
    assertThat(path.node("ask").output().at("/answer").textValue()).isEqualTo("of course");
  }

  @Test
  void ofTwoAnswersTheSecondIsRefused() {
    path.comesTo("ask", person(null, "yes", "no"));
    act(new RunAct.Answer("a1", ADA, task(), "yes", null));

    act(new RunAct.Answer("a2", "user:bob", task(), "no", null));

    assertThat(answered("a1").refusal()).isNull();
    is(answered("a2").refusal(), Refusal.Code.WRONG_STATE);
    assertThat(path.node("ask").output().at("/choice").textValue()).isEqualTo("yes");
  }

  @Test
  void anAnswerFitsATaskThatIsOpen() {
    assertThat(check(new RunAct.Answer("a", ADA, new UUID(7, 7), "yes", null)))
        .hasValueSatisfying(why -> is(why, Refusal.Code.NOT_FOUND));
    assertThat(check(new RunAct.Answer("a", ADA, task(), "yes", null)))
        .as("it runs, and has asked nothing yet")
        .hasValueSatisfying(why -> is(why, Refusal.Code.WRONG_STATE));
    path.comesTo("ask", person(null, "yes", "no"));
    for (String wrong : new String[] {null, "perhaps"}) {
      assertThat(check(new RunAct.Answer("a", ADA, task(), wrong, null)))
          .hasValueSatisfying(why -> is(why, Refusal.Code.INVALID))
          .hasValueSatisfying(why -> assertThat(why.message()).startsWith("choice: "));
    }
    assertThat(check(new RunAct.Answer("a", ADA, task(), "yes", tooDeep())))
        .hasValueSatisfying(why -> is(why, Refusal.Code.INVALID))
        .hasValueSatisfying(why -> assertThat(why.message()).startsWith("answer: "));
  }

  private static JsonNode tooDeep() {
    JsonNode value = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i <= JsonBounds.DEPTH; i++) {
      value = JsonNodeFactory.instance.arrayNode().add(value);
    }
    return value;
  }

  private UUID task() {
    return OpenTask.ofStep(path.state().runId(), "ask", 1);
  }

  private void act(RunAct act) {
    path.apply(new PathInput.Acted(path.now(), act));
  }

  private Optional<Refusal> check(RunAct act) {
    return MACHINE.check(path.state(), act);
  }

  private Seen answered(String actId) {
    return path.state().seen().get(actId);
  }

  private static void is(Refusal refusal, Refusal.Code code) {
    assertThat(refusal.code()).as(refusal.message()).isEqualTo(code);
  }
}
