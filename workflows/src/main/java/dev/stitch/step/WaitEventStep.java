package dev.stitch.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.util.List;

/** Waits for an event from outside, e.g. a reply or a purchase. */
public final class WaitEventStep extends LocalStepType {

  public static final String ID = "wait.event";

  public WaitEventStep() {
    super(
        ID,
        "Wait for an event",
        """
        {"type": "object",
         "required": ["event"],
         "properties": {
           "event": {"type": "string", "minLength": 1, "title": "Event",
             "description": "Name of the event, as it is posted to the entity."},
           "match": {"type": "string", "format": "cel", "x-result": "boolean", "title": "Only if",
             "description": "CEL over 'event' that must be true, e.g. event.data.amount > 100."},
           "timeout": {"type": "string", "format": "duration", "title": "At most",
             "description": "How long to wait before leaving by 'timeout'; for ever when left out."}}}
        """);
  }

  @Override
  public List<String> branches(JsonNode config) {
    return List.of("timeout");
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    String event = text(context.config(), "event");
    if (event == null) {
      throw new StepException(FailureCode.INVALID_CONFIG, "'event' is missing");
    }
    return new StepOutcome.Waiting(
        new Wait.Event(event, text(context.config(), "match"), after(context, "timeout")));
  }
}
