package dev.stitch.activities.http;

import dev.stitch.model.StepException;
import dev.stitch.model.TaskQueues;
import dev.stitch.step.RemoteStepType;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;

/** {@code http.request}: one call to somewhere on the internet. */
public final class HttpRequestStep extends RemoteStepType {

  static final String ID = "http.request";

  public HttpRequestStep() {
    super(
        ID,
        "Make an HTTP request",
        """
        {
          "type": "object",
          "required": ["url"],
          "properties": {
            "method": {
              "type": "string",
              "enum": ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
              "default": "GET",
              "title": "Method",
              "description": "POST and PATCH are made at most once; the others may be repeated."
            },
            "url": {
              "type": "string", "format": "template", "minLength": 1,
              "title": "URL",
              "description": "http or https, on the public internet."
            },
            "headers": {
              "type": "object",
              "additionalProperties": {"type": "string", "format": "template"},
              "title": "Headers",
              "description": "Sent as they are, besides User-Agent, Content-Type and Idempotency-Key."
            },
            "body": {
              "format": "template",
              "anyOf": [
                {"type": "string"},
                {"type": "object"},
                {"type": "array"}
              ],
              "title": "Body",
              "description": "JSON, whose texts are templates, or one template."
            },
            "expectStatus": {
              "anyOf": [
                {"type": "integer", "minimum": 100, "maximum": 599},
                {
                  "type": "array", "minItems": 1,
                  "items": {"type": "integer", "minimum": 100, "maximum": 599}
                }
              ],
              "title": "Expected status",
              "description": "The step fails on any other. Without it, 200 to 299 are expected."
            },
            "idempotencyWindow": {
              "type": "string", "format": "duration",
              "title": "Idempotency window",
              "description": "How long the server recognises an Idempotency-Key. Within it, a POST or PATCH whose answer was lost is made again."
            },
            "connection": {
              "type": "string", "minLength": 1,
              "title": "Connection",
              "description": "Stored credentials to call with, by id or name; http for those that the run names."
            }
          }
        }
        """,
        TaskQueues.EFFECTS);
  }

  @Override
  public boolean effect() {
    return true;
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException, InterruptedException {
    return StepOutcome.completed(context.service(RequestSender.class).send(context));
  }

  @Override
  public StepPreview preview(StepContext context) throws StepException {
    return new RequestComposer(context).compose().preview(null);
  }
}
