package dev.stitch.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.plan.Locality;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PureStepsTest {

  @Test
  void everyTypeIsFoundOnceSortedAndDescribesItsSettings() {
    assertThat(StepTypes.all()).extracting(StepType::id).isSorted().doesNotHaveDuplicates();
    assertThat(StepTypes.all())
        .extracting(StepType::id)
        .contains(
            "condition", "human.task", "set", "split", "switch", "transform", "wait", "wait.event");
    assertThat(StepTypes.find("nope")).isEmpty();
    assertThat(StepTypes.find(null)).isEmpty();
    for (StepType type : StepTypes.all()) {
      assertThat(type.title()).isNotBlank();
      assertThat(type.taskQueue()).isNotBlank();
      for (Map.Entry<String, JsonNode> setting : type.schema().path("properties").properties()) {
        assertThat(setting.getValue().path("title").asText())
            .as("%s.%s", type.id(), setting.getKey())
            .isNotBlank();
        assertThat(setting.getValue().path("description").asText())
            .as("%s.%s", type.id(), setting.getKey())
            .isNotBlank();
      }
    }
  }

  @Test
  void aConditionTakesTheWayThatHolds() throws Exception {
    ConditionStep type = new ConditionStep();
    TestContext context =
        TestContext.of(type, "{\"expression\": \"contact.score > 2\"}")
            .with("contact", "{\"score\": 3}");
    assertThat(branch(type.execute(context))).isEqualTo("true");
    assertThat(branch(type.execute(context.with("contact", "{\"score\": 1}")))).isEqualTo("false");
    assertThatThrownBy(() -> type.execute(context.with("contact", "{}")))
        .isInstanceOf(StepException.class)
        .hasMessageContaining("score");
  }

  @Test
  void whatOnlyComputesIsCarriedOutInAPreview() throws Exception {
    for (StepType type : List.of(new ConditionStep(), new WaitEventStep(), new HumanTaskStep())) {
      TestContext context =
          TestContext.of(
              type, "{\"expression\": \"1 == 1\", \"event\": \"reply\", \"title\": \"Fit?\"}");
      assertThat(type.preview(context)).isEqualTo(new StepPreview.Computed(type.execute(context)));
    }
  }

  @Test
  void aSwitchTakesTheFirstCaseThatHoldsElseTheDefault() throws Exception {
    SwitchStep type = new SwitchStep();
    TestContext context =
        TestContext.of(
            type,
            "{\"cases\": [{\"name\": \"big\", \"expression\": \"input.n > 10\"},"
                + " {\"name\": \"small\", \"expression\": \"input.n > 0\"}]}");
    assertThat(branch(type.execute(context.with("input", "{\"n\": 50}")))).isEqualTo("big");
    assertThat(branch(type.execute(context.with("input", "{\"n\": 5}")))).isEqualTo("small");
    assertThat(branch(type.execute(context.with("input", "{\"n\": 0}")))).isEqualTo("default");
    assertThat(type.branches(context.config())).containsExactly("big", "small", "default");
  }

  @Test
  void aSplitKeepsItsWeightsAndAnEntityItsBranch() throws Exception {
    SplitStep type = new SplitStep();
    String config =
        "{\"branches\": [{\"name\": \"a\", \"weight\": 80}, {\"name\": \"b\", \"weight\": 20}]}";
    Map<String, Integer> taken = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      TestContext context = TestContext.of(type, config).entity(new UUID(3, i));
      String branch = branch(type.execute(context));
      assertThat(branch(type.execute(context.at("2030-01-01T00:00:00Z")))).isEqualTo(branch);
      taken.merge(branch, 1, Integer::sum);
    }
    assertThat(taken.get("a")).isBetween(3_800, 4_200);
    assertThat(type.branches(TestContext.of(type, config).config())).containsExactly("a", "b");
  }

  @Test
  void withoutAnEntityTheInputDecidesTheSplit() throws Exception {
    SplitStep type = new SplitStep();
    String config =
        "{\"branches\": [{\"name\": \"a\", \"weight\": 1}, {\"name\": \"b\", \"weight\": 1}]}";
    Map<String, Integer> taken = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      TestContext context =
          TestContext.of(type, config).entity(null).with("input", "{\"n\": " + i + "}");
      String branch = branch(type.execute(context));
      assertThat(branch(type.execute(context))).isEqualTo(branch);
      taken.merge(branch, 1, Integer::sum);
    }
    assertThat(taken).containsOnlyKeys("a", "b");
  }

  @Test
  void aHumanTaskAsksWithRenderedTexts() throws Exception {
    HumanTaskStep type = new HumanTaskStep();
    TestContext context =
        TestContext.of(
                type,
                "{\"title\": \"Call {{contact.name}}?\", \"description\": \"{{contact.missing}}\","
                    + " \"choices\": [\"yes\", \"no\"], \"assignee\": \"{{contact.owner}}\","
                    + " \"form\": {\"type\": \"object\"}, \"dueIn\": \"P2D\"}")
            .with("contact", "{\"name\": \"<Ada>\", \"owner\": \"bob\"}");
    Wait.Person person = (Wait.Person) ((StepOutcome.Waiting) type.execute(context)).on();
    assertThat(person.title()).isEqualTo("Call <Ada>?");
    assertThat(person.choices()).containsExactly("yes", "no");
    assertThat(person.assignee()).isEqualTo("bob");
    assertThat(person.form().path("type").asText()).isEqualTo("object");
    assertThat(person.until()).isEqualTo(Instant.parse("2026-03-04T10:00:00Z"));
    assertThat(type.branches(context.config())).containsExactly("yes", "no", "timeout");
  }

  @Test
  void anEventIsWaitedForByName() throws Exception {
    WaitEventStep type = new WaitEventStep();
    assertThat(
            type.execute(
                TestContext.of(
                    type,
                    "{\"event\": \"reply\", \"match\": \"event.data.ok\", \"timeout\": \"PT1H\"}")))
        .isEqualTo(
            new StepOutcome.Waiting(
                new Wait.Event("reply", "event.data.ok", Instant.parse("2026-03-02T11:00:00Z"))));
    assertThat(type.execute(TestContext.of(type, "{\"event\": \"reply\"}")))
        .isEqualTo(new StepOutcome.Waiting(new Wait.Event("reply", null, null)));
    assertThatThrownBy(() -> type.execute(TestContext.of(type, "{}")))
        .isInstanceOf(StepException.class);
  }

  @Test
  void setKeepsItsValuesAsMetadataAndTransformDoesNot() throws Exception {
    String config = "{\"values\": {\"lead.score\": \"input.n * 2\", \"seen\": \"true\"}}";
    SetStep set = new SetStep();
    StepOutcome.Completed kept =
        (StepOutcome.Completed)
            set.execute(TestContext.of(set, config).with("input", "{\"n\": 4}"));
    assertThat(kept.output().toString()).isEqualTo("{\"lead\":{\"score\":8},\"seen\":true}");
    assertThat(kept.metadata().toString()).isEqualTo("{\"lead.score\":8,\"seen\":true}");

    TransformStep transform = new TransformStep();
    StepOutcome.Completed given =
        (StepOutcome.Completed)
            transform.execute(TestContext.of(transform, config).with("input", "{\"n\": 4}"));
    assertThat(given.output()).isEqualTo(kept.output());
    assertThat(given.metadata()).isNull();
  }

  @Test
  void pathsThatRunThroughAnotherValueFail() {
    SetStep type = new SetStep();
    assertThatThrownBy(
            () ->
                type.execute(TestContext.of(type, "{\"values\": {\"a\": \"1\", \"a.b\": \"2\"}}")))
        .isInstanceOfSatisfying(
            StepException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.INVALID_CONFIG));
  }

  @Test
  void theBuiltInTypesAreLocalAndHaveNoEffect() {
    List<StepType> builtIn =
        StepTypes.all().stream().filter(type -> type instanceof LocalStepType).toList();
    assertThat(builtIn).hasSize(8);
    assertThat(builtIn).allMatch(type -> type.locality() == Locality.LOCAL && !type.effect());
  }

  private static String branch(StepOutcome outcome) {
    return ((StepOutcome.Completed) outcome).branch();
  }
}
