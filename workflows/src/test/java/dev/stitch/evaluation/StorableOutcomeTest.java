package dev.stitch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.machine.JsonBounds;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorableOutcomeTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Test
  void nulIsDroppedFromOutputBranchAndMetadata() throws StepException {
    JsonNode hostile = JSON.objectNode().put("a\0", "b\0");
    JsonNode clean = JSON.objectNode().put("a", "b");

    assertThat(StorableOutcome.of(new StepOutcome.Completed(hostile, "yes\0", hostile)))
        .isEqualTo(new StepOutcome.Completed(clean, "yes", clean));
  }

  @Test
  void nulIsDroppedFromTheTextsOfAHumanTask() throws StepException {
    assertThat(StorableOutcome.of(task("Fit\0?", "Look\0.", "ada\0")))
        .isEqualTo(task("Fit?", "Look.", "ada"));
  }

  @Test
  void asDeepAsStateMayHoldIsTakenAndOneLevelMoreIsNot() throws StepException {
    StepOutcome deep = StepOutcome.completed(nested(JsonBounds.DEPTH));

    assertThat(StorableOutcome.of(deep)).isEqualTo(deep);
    assertRefused(
        StepOutcome.completed(nested(JsonBounds.DEPTH + 1)),
        "the output: nested deeper than 64 levels");
    assertRefused(
        new StepOutcome.Completed(null, null, nested(JsonBounds.DEPTH + 1)),
        "the metadata that is set: nested deeper than 64 levels");
  }

  @Test
  void textsOfATaskThatNobodyCouldReadAreRefusedByTheirName() {
    String endless = "x".repeat(StorableOutcome.LONGEST_DESCRIPTION + 1);

    assertRefused(task(endless, null, null), "title: 65537 characters, at most 1000");
    assertRefused(task("T", endless, null), "description: 65537 characters, at most 65536");
    assertRefused(task("T", null, endless), "assignee: 65537 characters, at most 1000");
  }

  private static void assertRefused(StepOutcome outcome, String said) {
    assertThatThrownBy(() -> StorableOutcome.of(outcome))
        .isInstanceOfSatisfying(
            StepException.class,
            refused -> assertThat(refused.code()).isEqualTo(FailureCode.INVALID_CONFIG))
        .hasMessageContaining(said);
  }

  private static StepOutcome task(String title, String description, String assignee) {
    return new StepOutcome.Waiting(
        new Wait.Person(title, description, null, List.of("yes"), assignee, null));
  }

  /** A text within so many arrays. */
  private static JsonNode nested(int levels) {
    JsonNode value = JSON.textNode("deep");
    for (int level = 0; level < levels; level++) {
      value = JSON.arrayNode().add(value);
    }
    return value;
  }
}
