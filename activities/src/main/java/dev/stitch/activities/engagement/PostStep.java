package dev.stitch.activities.engagement;

import dev.stitch.model.EngagementAct;

/** {@code engagement.post}: publishes a post of the account's own. */
public final class PostStep extends EngagementStep {

  public PostStep() {
    super(
        EngagementAct.POST,
        "Publish a post",
        "[\"platform\", \"text\"]",
        """
        "text": {
          "type": "string", "format": "template", "minLength": 1, "x-lines": 5,
          "title": "Text",
          "description": "The post. X takes no text twice, and bills more for one with an address in it."
        }
        """);
  }
}
