package dev.stitch.activities.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.activities.platform.PlatformHolds;
import dev.stitch.activities.platform.PlatformRefusal;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.model.TaskQueues;
import dev.stitch.step.RemoteStepType;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import java.time.Instant;

/** {@code web.search}: asks the search engine, and waits while it takes no more searches. */
public final class WebSearchStep extends RemoteStepType {

  private static final int USUAL_RESULTS = 10;

  /** Engines take no longer ones. */
  private static final int LONGEST_QUERY = 400;

  public WebSearchStep() {
    super(
        "web.search",
        "Search the web",
        """
        {
          "type": "object",
          "required": ["query"],
          "properties": {
            "query": {
              "type": "string", "format": "template", "minLength": 1,
              "title": "Query",
              "description": "What one types into a search box; at most 400 characters."
            },
            "maxResults": {
              "type": "integer", "minimum": 1, "maximum": 20, "default": 10,
              "title": "Most results",
              "description": "The best ones are kept."
            }
          }
        }
        """,
        TaskQueues.EFFECTS);
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException, InterruptedException {
    try {
      return StepOutcome.completed(
          SearchEngine.told(
              context.service(SearchEngine.class).search(query(context), mostResults(context))));
    } catch (PlatformException e) {
      return new StepOutcome.Waiting(
          PlatformHolds.of(e.failure(), context.effectKey(), Instant.now())
              .orElseThrow(() -> new PlatformRefusal(e)));
    }
  }

  @Override
  public StepPreview preview(StepContext context) throws StepException {
    return new StepPreview.Other(
        "search the web",
        JsonNodeFactory.instance
            .objectNode()
            .put("query", query(context))
            .put("maxResults", mostResults(context)),
        null);
  }

  private static int mostResults(StepContext context) {
    return context.config().path("maxResults").asInt(USUAL_RESULTS);
  }

  private static String query(StepContext context) throws StepException {
    String query = context.render(context.config().path("query").asText(), false).strip();
    if (query.isEmpty()) {
      throw new StepException(
          FailureCode.INVALID_CONFIG,
          "The query came to nothing, so there is nothing to look for.");
    }
    if (query.length() > LONGEST_QUERY) {
      throw new StepException(
          FailureCode.INVALID_CONFIG,
          "The query came to %,d characters; search engines take %d."
              .formatted(query.length(), LONGEST_QUERY));
    }
    return query;
  }
}
