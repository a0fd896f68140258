package dev.stitch.activities.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.browser.Browser;
import dev.stitch.activities.http.FetchedPage;
import dev.stitch.activities.http.PageFetcher;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.BatchStepType;
import dev.stitch.model.StepException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads pages: fetches them, and shows those in a browser that are made by their scripts. Where
 * there is no browser, or it fails, what was fetched decides.
 */
@Singleton
class PageReader {

  private static final Duration FETCHING = Duration.ofSeconds(20);
  private static final Duration SHOWING = Duration.ofSeconds(30);

  /** Characters of a page that a model is given. */
  private static final int MOST_TEXT = 12_000;

  /** Characters of a page that its step keeps. */
  private static final int EXCERPT = 1_000;

  private static final String NO_BROWSER =
      "The page is made by its scripts, and there is no Chromium on this worker: it is taken as it was fetched.";

  private final PageFetcher fetcher;
  private final Browser browser;

  PageReader(PageFetcher fetcher, Browser browser) {
    this.fetcher = fetcher;
    this.browser = browser;
  }

  /** A page with {@code url, title, text}; empty when it could not be read, which a step tells. */
  Optional<ObjectNode> read(String url, Trail trail) throws InterruptedException {
    Instant since = trail.now();
    FetchedPage page;
    try {
      page = fetcher.fetch(url, FETCHING);
    } catch (StepException e) {
      trail.add(trail.failed(BatchStepType.URL_FETCH, e, since).at(url).by("http"));
      return Optional.empty();
    }
    ObjectNode fetched = read(page);
    trail.add(
        trail.done(BatchStepType.URL_FETCH, since).at(url).by("http").answered(excerpt(fetched)));
    return Optional.of(page.filledByScripts() ? shown(page.url(), fetched, trail) : fetched);
  }

  private ObjectNode shown(String url, ObjectNode fetched, Trail trail)
      throws InterruptedException {
    if (!browser.installed()) {
      trail.add(
          trail
              .skipped(BatchStepType.BROWSER_SCRAPE)
              .at(url)
              .answered(JsonCodec.MAPPER.createObjectNode().put("reason", NO_BROWSER)));
      return fetched;
    }
    Instant since = trail.now();
    try {
      ObjectNode shown = read(browser.show(url, SHOWING));
      trail.add(
          trail
              .done(BatchStepType.BROWSER_SCRAPE, since)
              .at(url)
              .by("chromium")
              .answered(excerpt(shown)));
      return shown;
    } catch (StepException e) {
      trail.add(trail.failed(BatchStepType.BROWSER_SCRAPE, e, since).at(url).by("chromium"));
      return fetched;
    }
  }

  private static ObjectNode read(FetchedPage page) {
    return page.toJson(MOST_TEXT).retain("url", "title", "text", "truncated");
  }

  private static ObjectNode excerpt(ObjectNode page) {
    String text = page.path("text").asText();
    return page.deepCopy()
        .put("text", text.length() > EXCERPT ? text.substring(0, EXCERPT) + "…" : text)
        .put("characters", text.length());
  }
}
