package dev.stitch.connectors.search;

import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.http.PlatformAnswer;
import dev.stitch.connectors.http.PlatformHttp;
import dev.stitch.connectors.http.Query;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.List;

/** Brave's Search API, which wants a key. */
public final class BraveSearch implements WebSearch {

  /** Brave answers no larger pages. */
  private static final int PAGE = 20;

  private final PlatformHttp http;
  private final URI endpoint;
  private final String key;
  private final Clock clock;

  /**
   * @param endpoint e.g. {@code https://api.search.brave.com/res/v1/web/search}
   */
  public BraveSearch(PlatformHttp http, URI endpoint, String key, Clock clock) {
    this.http = http;
    this.endpoint = endpoint;
    this.key = key;
    this.clock = clock;
  }

  @Override
  public List<Result> search(String query, int limit)
      throws PlatformException, InterruptedException {
    return ResultPages.read(limit, page -> page(query, page));
  }

  private List<Result> page(String query, int number)
      throws PlatformException, InterruptedException {
    Query parameters = new Query().with("q", query).with("count", PAGE).with("offset", number);
    PlatformAnswer answer =
        http.exchange(
            HttpRequest.newBuilder(URI.create(endpoint + parameters.toString()))
                .header("Accept", "application/json")
                .header("X-Subscription-Token", key)
                .build());
    if (!answer.ok()) {
      throw new PlatformException(
          SearchRefusals.of("Brave", "Is STITCH_SEARCH_KEY a key of its API?", answer, clock));
    }
    return answer.json().object("web").objects("results").stream()
        .flatMap(result -> ResultPages.result(result, "description").stream())
        .toList();
  }
}
