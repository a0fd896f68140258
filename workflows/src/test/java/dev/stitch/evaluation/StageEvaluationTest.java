package dev.stitch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyWork;
import dev.stitch.machine.StepVariables;
import dev.stitch.plan.JourneyPlan;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageEvaluationTest {

  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final JourneyWork.CheckStage CHECK = new JourneyWork.CheckStage("lead", 2, null);
  private static final JourneyWork.ChooseEdge CHOOSE = new JourneyWork.ChooseEdge("lead", 2);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "entity.metadata.score > 5               | true",
        "entity.metadata.score > 7               | false",
        "entity.currentNodeId == 'lead'          | true",
        "contact.company == 'Analytical Engines' | true",
        "now == timestamp('2026-03-02T10:00:00Z')| true",
        "contact.nickname == 'Ada'               | false",
        "event.data.n == 1                       | false",
      })
  void aGoalSeesEntityContactAndTimeAndNeverHoldsWhereItFails(String goal, boolean holds)
      throws Exception {
    assertThat(at(stage(goal, null)).check(CHECK))
        .isEqualTo(new JourneyInput.StageChecked(NOW, "lead", 2, false, holds));
  }

  @Test
  void whatEndsTheJourneyIsToldApartFromTheGoal() throws Exception {
    assertThat(at(stage(null, "entity.metadata.score == 7")).check(CHECK))
        .isEqualTo(new JourneyInput.StageChecked(NOW, "lead", 2, true, false));
  }

  @Test
  void theEventThatAsksIsSeenByThisCheckAlone() throws Exception {
    StageEvaluation evaluation = at(stage("event.name == 'paid' && event.data.n > 1", null));
    ExternalEvent paid = new ExternalEvent("e1", "paid", json("{'n': 2}"), null);

    assertThat(evaluation.check(new JourneyWork.CheckStage("lead", 2, paid)).goal()).isTrue();
    assertThat(evaluation.check(CHECK).goal()).isFalse();
  }

  @Test
  void theFirstEdgeThatHoldsIsTakenAndTheDefaultOneOnlyWhenNoneDoes() throws Exception {
    JourneyPlan.UxEdge otherwise = new JourneyPlan.UxEdge("otherwise", "a", null, true);
    JourneyPlan.UxEdge cold =
        new JourneyPlan.UxEdge("cold", "b", "entity.metadata.score < 3", false);
    JourneyPlan.UxEdge hot = new JourneyPlan.UxEdge("hot", "c", "entity.metadata.score > 3", false);
    JourneyPlan.UxEdge always = new JourneyPlan.UxEdge("always", "d", null, false);

    assertThat(chosen(otherwise, cold, hot, always)).isEqualTo("hot");
    assertThat(chosen(otherwise, cold, always)).isEqualTo("always");
    assertThat(chosen(otherwise, cold)).isEqualTo("otherwise");
  }

  @Test
  void whereNoEdgeHoldsEachSaysWhy() throws Exception {
    JourneyPlan.UxEdge cold =
        new JourneyPlan.UxEdge("cold", "b", "entity.metadata.score < 3", false);
    JourneyPlan.UxEdge lost =
        new JourneyPlan.UxEdge("lost", "c", "entity.metadata.lost == 1", false);

    JourneyInput.EdgeChosen none = at(stage(null, null, cold, lost)).choose(CHOOSE);

    assertThat(none.edgeId()).isNull();
    assertThat(none.explanation()).startsWith("cold: its condition is false; lost: ");
  }

  private static String chosen(JourneyPlan.UxEdge... edges) throws Exception {
    JourneyInput.EdgeChosen chosen = at(stage(null, null, edges)).choose(CHOOSE);
    assertThat(chosen.explanation()).isNull();
    return chosen.edgeId();
  }

  private static StageEvaluation at(JourneyPlan.Stage stage) throws JsonProcessingException {
    ObjectNode entity =
        StepVariables.entity(new UUID(0, 1), new UUID(0, 2), "lead", json("{'score': 7}"));
    return new StageEvaluation(stage, entity, json("{'company': 'Analytical Engines'}"), NOW);
  }

  private static JourneyPlan.Stage stage(
      String goal, String exitWhen, JourneyPlan.UxEdge... edges) {
    return new JourneyPlan.Stage(
        "lead",
        "Lead",
        JourneyPlan.Advance.AUTO,
        null,
        null,
        goal,
        exitWhen,
        false,
        List.of(edges),
        null);
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return JsonCodec.MAPPER.readTree(text.replace('\'', '"'));
  }
}
