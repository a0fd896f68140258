package dev.stitch.activities.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.connectors.Platforms;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.search.WebSearch;
import dev.stitch.connectors.search.WebSearch.Result;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.Jsonb;
import jakarta.inject.Singleton;
import java.util.List;

/** The search engine that the operator has named. */
@Singleton
public class SearchEngine {

  /** Said where there is none. */
  public static final String NONE =
      "No search engine is set up: set STITCH_SEARCH_KEY, a key of Brave's, or STITCH_SEARCH_URL, a SearXNG server, for the worker.";

  private final Platforms platforms;

  SearchEngine(Platforms platforms) {
    this.platforms = platforms;
  }

  /**
   * The best results, none twice.
   *
   * @param limit how many at most, up to {@link WebSearch#MOST_RESULTS}
   * @throws StepException {@code INVALID_CONFIG} when there is no engine
   * @throws PlatformException when the engine does not answer
   */
  public List<Result> search(String query, int limit)
      throws StepException, PlatformException, InterruptedException {
    WebSearch engine =
        platforms.search().orElseThrow(() -> new StepException(FailureCode.INVALID_CONFIG, NONE));
    return engine.search(query, limit);
  }

  /** Results as steps and tools tell them. */
  public static ObjectNode told(List<Result> results) {
    ObjectNode told = Jsonb.object();
    ArrayNode list = told.putArray("results");
    for (Result result : results) {
      list.addObject()
          .put("title", result.title())
          .put("url", result.url())
          .put("snippet", result.snippet());
    }
    return told;
  }
}
