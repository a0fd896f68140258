package dev.stitch.activities.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.Durations;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.model.TaskQueues;
import dev.stitch.step.RemoteStepType;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import dev.stitch.step.Wait;
import java.time.Instant;
import java.util.List;

/** {@code callback}: asks an outside worker and waits until it answers by the callback route. */
public final class CallbackStep extends RemoteStepType {

  static final String ID = "callback";

  public CallbackStep() {
    super(
        ID,
        "Ask an outside worker",
        """
        {
          "type": "object",
          "properties": {
            "url": {
              "type": "string", "format": "template", "minLength": 1,
              "title": "URL",
              "description": "Gets a POST with callbackUrl, token, runId, nodeId and input. Without it nothing is sent."
            },
            "payload": {
              "format": "template",
              "anyOf": [
                {"type": "string"},
                {"type": "object"},
                {"type": "array"}
              ],
              "title": "Payload",
              "description": "Sent as input, its texts being templates. Without it the run's own input is sent."
            },
            "timeout": {
              "type": "string", "format": "duration",
              "title": "At most",
              "description": "How long to wait before leaving by 'timeout'; for ever when left out."
            }
          }
        }
        """,
        TaskQueues.EFFECTS);
  }

  @Override
  public List<String> branches(JsonNode config) {
    return List.of("timeout");
  }

  @Override
  public boolean effect() {
    return true;
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException, InterruptedException {
    String tokenHash = context.service(CallbackRequest.class).ask(context);
    return new StepOutcome.Waiting(new Wait.Callback(tokenHash, until(context)));
  }

  /** Without the token and the address of the answer, which are made when it is asked. */
  @Override
  public StepPreview preview(StepContext context) throws StepException {
    StepOutcome waits = new StepOutcome.Waiting(new Wait.Callback("", until(context)));
    return context.config().hasNonNull("url")
        ? new StepPreview.HttpRequest(
            "POST",
            CallbackRequest.url(context).toString(),
            CallbackRequest.question(context, CallbackRequest.input(context)).toString(),
            waits)
        : new StepPreview.Computed(waits);
  }

  private static Instant until(StepContext context) throws StepException {
    JsonNode timeout = context.config().path("timeout");
    try {
      return timeout.isTextual() ? context.now().plus(Durations.parse(timeout.asText())) : null;
    } catch (IllegalArgumentException e) {
      throw new StepException(FailureCode.INVALID_CONFIG, "timeout: " + e.getMessage(), e);
    }
  }
}
