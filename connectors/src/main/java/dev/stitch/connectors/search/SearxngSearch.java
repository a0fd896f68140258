package dev.stitch.connectors.search;

import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.http.PlatformAnswer;
import dev.stitch.connectors.http.PlatformHttp;
import dev.stitch.connectors.http.Query;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.List;

/** A SearXNG server, usually the operator's own, which must have its format json turned on. */
public final class SearxngSearch implements WebSearch {

  private final PlatformHttp http;
  private final URI endpoint;
  private final Clock clock;

  /**
   * @param endpoint e.g. {@code https://search.example/search}
   */
  public SearxngSearch(PlatformHttp http, URI endpoint, Clock clock) {
    this.http = http;
    this.endpoint = endpoint;
    this.clock = clock;
  }

  @Override
  public List<Result> search(String query, int limit)
      throws PlatformException, InterruptedException {
    return ResultPages.read(limit, page -> page(query, page + 1));
  }

  private List<Result> page(String query, int number)
      throws PlatformException, InterruptedException {
    Query parameters = new Query().with("q", query).with("format", "json").with("pageno", number);
    PlatformAnswer answer =
        http.exchange(
            HttpRequest.newBuilder(URI.create(endpoint + parameters.toString()))
                .header("Accept", "application/json")
                .build());
    if (!answer.ok()) {
      throw new PlatformException(
          SearchRefusals.of(
              "SearXNG", "Is json among the formats in its settings?", answer, clock));
    }
    return answer.json().objects("results").stream()
        .flatMap(result -> ResultPages.result(result, "content").stream())
        .toList();
  }
}
