package dev.stitch.activities.engagement;

import dev.stitch.model.TemplateStepType;

/** {@code engagement.comment}: replies to a post of the contact. */
public final class CommentStep extends EngagementStep {

  public CommentStep() {
    super(
        TemplateStepType.COMMENT,
        "Comment on a post",
        "[\"platform\", \"text\"]",
        """
        "text": {
          "type": "string", "format": "template", "minLength": 1, "x-lines": 3,
          "title": "Text",
          "description": "What is said below the post. X takes no text twice."
        }
        """,
        TARGET);
  }
}
