package dev.stitch.activities.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.Locality;
import dev.stitch.port.TaskQueues;
import dev.stitch.step.ConfigSchema;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepException;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepType;

/** {@code url.fetch}: reads a page of the web, without running its scripts. */
public final class UrlFetchStep implements StepType {

  private static final JsonNode SCHEMA =
      ConfigSchema.of(
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
          """);

  @Override
  public String id() {
    return "url.fetch";
  }

  @Override
  public String title() {
    return "Fetch a page";
  }

  @Override
  public JsonNode schema() {
    return SCHEMA;
  }

  @Override
  public String taskQueue() {
    return TaskQueues.EFFECTS;
  }

  @Override
  public Locality locality() {
    return Locality.REMOTE;
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException, InterruptedException {
    return StepOutcome.completed(context.service(PageFetcher.class).fetch(context));
  }
}
