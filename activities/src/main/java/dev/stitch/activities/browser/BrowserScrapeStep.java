package dev.stitch.activities.browser;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.http.FetchedPage;
import dev.stitch.activities.http.PageFetcher;
import dev.stitch.model.StepException;
import dev.stitch.model.TaskQueues;
import dev.stitch.step.RemoteStepType;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;

/**
 * {@code browser.scrape}: reads a page as a browser shows it. Where there is no browser, or it
 * cannot show the page, what is fetched decides.
 */
public final class BrowserScrapeStep extends RemoteStepType {

  private static final int USUAL_CHARACTERS = 50_000;

  /** Together shorter than an attempt of a step, which ends after a minute. */
  private static final Duration SHOWING = Duration.ofSeconds(30);

  private static final Duration FETCHING = Duration.ofSeconds(20);

  private static final String NO_BROWSER =
      "There is no Chromium on this worker: the page is as it was fetched, without what its scripts make.";

  public BrowserScrapeStep() {
    super(
        "browser.scrape",
        "Read a page in a browser",
        """
        {
          "type": "object",
          "required": ["url"],
          "properties": {
            "url": {
              "type": "string", "format": "template", "minLength": 1,
              "title": "URL",
              "description": "http or https, on the public internet; with all that belongs to it at most 20 MiB."
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
    String url = url(context);
    Browser browser = context.service(Browser.class);
    if (!browser.installed()) {
      return fetched(context, url, NO_BROWSER);
    }
    FetchedPage shown;
    try {
      shown = browser.show(url, SHOWING);
    } catch (StepException e) {
      return fetched(context, url, e.getMessage());
    }
    return completed(context, shown, "chromium", null);
  }

  /** Fails where the page cannot be fetched either, in the words of the fetch. */
  private static StepOutcome fetched(StepContext context, String url, String reason)
      throws StepException, InterruptedException {
    FetchedPage page = context.service(PageFetcher.class).fetch(url, FETCHING);
    return completed(context, page, "http", reason);
  }

  /**
   * @param reason why it was not the browser that read the page, or null
   */
  private static StepOutcome completed(
      StepContext context, FetchedPage page, String tool, @Nullable String reason) {
    ObjectNode output =
        page.toJson(context.config().path("maxChars").asInt(USUAL_CHARACTERS)).put("tool", tool);
    return StepOutcome.completed(reason == null ? output : output.put("reason", reason));
  }

  @Override
  public StepPreview preview(StepContext context) throws StepException {
    return new StepPreview.HttpRequest("GET", url(context), null, null);
  }

  private static String url(StepContext context) throws StepException {
    return context.render(context.config().path("url").asText(), false).strip();
  }
}
