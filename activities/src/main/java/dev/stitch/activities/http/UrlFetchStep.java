package dev.stitch.activities.http;

import dev.stitch.model.StepException;
import dev.stitch.model.TaskQueues;
import dev.stitch.step.RemoteStepType;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;

/** {@code url.fetch}: reads a page of the web, without running its scripts. */
public final class UrlFetchStep extends RemoteStepType {

  public UrlFetchStep() {
    super(
        "url.fetch",
        "Fetch a page",
        """
        {
          "type": "object",
          "required": ["url"],
          "properties": {
            "url": {
              "type": "string", "format": "template", "minLength": 1,
              "title": "URL",
              "description": "http or https, on the public internet; of at most 1 MiB."
            },
            "maxChars": {
              "type": "integer", "minimum": 1, "maximum": 500000, "default": 50000,
              "title": "Longest text",
              "description": "Characters of text to keep."
            }
          }
        }
        """,
        TaskQueues.EFFECTS);
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException, InterruptedException {
    return StepOutcome.completed(context.service(PageFetcher.class).fetch(context));
  }

  @Override
  public StepPreview preview(StepContext context) throws StepException {
    return new RequestComposer(context).compose().preview(null);
  }
}
