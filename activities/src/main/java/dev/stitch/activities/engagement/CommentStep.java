package dev.stitch.activities.engagement;

import dev.stitch.model.EngagementAct;

/** {@code engagement.comment}: replies to a post of the contact. */
public final class CommentStep extends EngagementStep {

  public CommentStep() {
    super(
        EngagementAct.COMMENT,
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
