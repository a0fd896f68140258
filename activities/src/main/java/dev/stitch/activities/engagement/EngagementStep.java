package dev.stitch.activities.engagement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.email.VariantContext;
import dev.stitch.campaign.EngagementTask;
import dev.stitch.model.EngagementAct;
import dev.stitch.model.StepException;
import dev.stitch.model.TaskQueues;
import dev.stitch.step.RemoteStepType;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import java.util.List;
import java.util.Optional;

/**
 * What the step types {@code engagement.*} have in common; each says what it is called and told.
 */
abstract class EngagementStep extends RemoteStepType {

  private static final String SHARED =
      """
      "platform": {
        "type": "string", "enum": ["x", "linkedin", "substack"],
        "title": "Platform",
        "description": "Where. On X an account does it that may; anywhere else a person does."
      },
      "connection": {
        "type": "string", "minLength": 1, "maxLength": 200,
        "title": "Account",
        "description": "Id or name of the connection that does it. Without it, the only one there is."
      },
      "assignee": {
        "type": "string", "format": "template",
        "title": "Assignee",
        "description": "Who is asked where no account may do it; anyone when left out."
      }
      """;

  /** For types that are about a post. */
  static final String TARGET =
      """
      "target": {
        "type": "string", "format": "template", "minLength": 1, "maxLength": 2000,
        "title": "Post",
        "description": "latest_post, which it is when left out, or the address of a post.",
        "examples": ["latest_post"]
      }
      """;

  private final EngagementAct act;

  /**
   * @param required settings that there must be, as JSON
   * @param settings its own, as JSON members
   */
  EngagementStep(EngagementAct act, String title, String required, String... settings) {
    super(act.stepType(), title, schema(act, required, settings), TaskQueues.EFFECTS);
    this.act = act;
  }

  private static String schema(EngagementAct act, String required, String... settings) {
    return """
        {"type": "object", %s"required": %s, "properties": {%s%s}}
        """
        .formatted(
            act.isTowardsContact() ? "\"x-contact\": {}, " : "",
            required,
            SHARED,
            settings.length == 0 ? "" : ", " + String.join(", ", settings));
  }

  @Override
  public boolean effect() {
    return true;
  }

  @Override
  public List<String> branches(JsonNode config) {
    return EngagementTask.CHOICES;
  }

  @Override
  public boolean chooses(JsonNode config) {
    return true;
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException, InterruptedException {
    return context.service(Engagements.class).perform(context, act);
  }

  /** Without a database; empty for a type that says one thing to everybody. */
  Optional<VariantContext> variant(StepContext context) throws StepException {
    return Optional.empty();
  }

  @Override
  public StepPreview preview(StepContext context) throws StepException {
    Engagement wanted = Engagement.of(context, variant(context), act);
    ObjectNode detail =
        JsonNodeFactory.instance.objectNode().put("platform", wanted.platform().word());
    if (wanted.target() != null) {
      detail.put("target", wanted.target());
    }
    if (wanted.text() != null) {
      detail.put("text", wanted.text());
    }
    if (wanted.variant() != null) {
      detail.put("variant", wanted.variant());
    }
    return new StepPreview.Other(
        wanted.title(), detail, StepOutcome.branch(EngagementTask.DONE, detail));
  }
}
