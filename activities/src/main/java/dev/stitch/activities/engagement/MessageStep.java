package dev.stitch.activities.engagement;

import dev.stitch.model.EngagementAct;

/** {@code engagement.message}: a direct message to the contact. */
public final class MessageStep extends EngagementStep {

  public MessageStep() {
    super(
        EngagementAct.MESSAGE,
        "Send a direct message",
        "[\"platform\", \"text\"]",
        """
        "text": {
          "type": "string", "format": "template", "minLength": 1, "x-lines": 5,
          "title": "Text",
          "description": "The message."
        },
        "topic": {
          "type": "string", "minLength": 1, "maxLength": 100,
          "title": "Topic",
          "description": "What it is about; whoever has unsubscribed from that gets none."
        },
        "window": {
          "type": "object",
          "title": "Only within",
          "description": "Leaves only in these hours, as mail does: days, from, to, blocks, timezone, holidays."
        },
        "followUp": {
          "type": "boolean",
          "title": "Follow-up",
          "description": "Leaves before first messages where there is not room for all."
        },
        "transactional": {
          "type": "boolean", "default": false,
          "title": "Transactional",
          "description": "The contact needs it: neither limits of people nor quiet hours hold it."
        }
        """);
  }
}
