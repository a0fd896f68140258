package dev.stitch.activities.engagement;

import dev.stitch.model.EngagementAct;

/** {@code engagement.connect}: asks a person to connect with the contact; no API does. */
public final class ConnectStep extends EngagementStep {

  public ConnectStep() {
    super(
        EngagementAct.CONNECT,
        "Connect",
        "[\"platform\"]",
        """
        "note": {
          "type": "string", "format": "template", "minLength": 1, "x-lines": 3,
          "title": "Note",
          "description": "What is said with the invitation."
        }
        """);
  }
}
