package dev.stitch.machine;

import static dev.stitch.machine.Outcomes.person;
import static dev.stitch.machine.ScriptedPath.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.plan.PathPlan;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a person answers, and what becomes of a question that nobody answers. */
class PathTasksTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant IN_TWO_HOURS = START.plus(HOUR).plus(HOUR);
  private static final PathPlan WAIT_THEN = PathBuilder.chain("p", "wait", "then");

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
}
