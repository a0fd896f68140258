package dev.stitch.activities.engagement;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.email.MailVariants;
import dev.stitch.activities.email.VariantContext;
import dev.stitch.model.EngagementAct;
import dev.stitch.model.StepException;
import dev.stitch.step.ConfigFault;
import dev.stitch.step.StepContext;
import java.util.List;
import java.util.Optional;

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
        "variants": {
          "type": "array", "minItems": 1, "maxItems": 20,
          "title": "Variants",
          "description": "Texts that are tried against each other. Each person gets one by its weight, and keeps it when weights change.",
          "items": {
            "type": "object", "required": ["name"],
            "properties": {
              "name": {"type": "string", "minLength": 1, "maxLength": 100, "title": "Name"},
              "weight": {
                "type": "number", "minimum": 0, "maximum": 1000000,
                "title": "Weight",
                "description": "Its share against the weights of the others; 1 when left out."
              },
              "text": {
                "type": "string", "format": "template",
                "title": "Text", "description": "The step's own when left out."
              }
            }
          }
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

  @Override
  public List<ConfigFault> faults(JsonNode config) {
    return MailVariants.faults(config);
  }

  @Override
  Optional<VariantContext> variant(StepContext context) throws StepException {
    return MailVariants.preview(context);
  }
}
