package dev.stitch.connectors.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/** Brave's API at one path, and a SearXNG server at another. */
public final class FakeSearch extends FakePlatform {

  public static final String KEY = "brave-key-planted";
  public static final String BRAVE_PATH = "/res/v1/web/search";
  public static final String SEARXNG_PATH = "/search";

  private static final int BRAVE_PAGE = 20;
  private static final int SEARXNG_PAGE = 10;

  private final int found;

  /**
   * @param found how many pages of the web it knows for any query
   */
  public FakeSearch(int found) {
    this.found = found;
  }

  @Override
  protected Response answer(Request request) {
    return switch (request.path()) {
      case BRAVE_PATH -> brave(request);
      case SEARXNG_PATH -> searxng(request);
      default -> Response.of(404, "{}");
    };
  }

  private Response brave(Request request) {
    if (!KEY.equals(request.header("x-subscription-token"))) {
      return Response.of(
          422, "{'type':'ErrorResponse','error':{'code':'SUBSCRIPTION_TOKEN_INVALID'}}");
    }
    ObjectNode answer = JSON.createObjectNode().put("type", "search");
    ArrayNode results = answer.putObject("web").putArray("results");
    fill(
        results,
        Integer.parseInt(request.parameter("offset")) * BRAVE_PAGE,
        BRAVE_PAGE,
        "description");
    return Response.of(200, answer);
  }

  private Response searxng(Request request) {
    if (!"json".equals(request.parameter("format"))) {
      return Response.of(403, "");
    }
    int page = Integer.parseInt(Objects.requireNonNullElse(request.parameter("pageno"), "1"));
    ObjectNode answer = JSON.createObjectNode();
    fill(answer.putArray("results"), (page - 1) * SEARXNG_PAGE, SEARXNG_PAGE, "content");
    return Response.of(200, answer);
  }

  private void fill(ArrayNode results, int from, int size, String snippet) {
    for (int i = from; i < Math.min(from + size, found); i++) {
      results
          .addObject()
          .put("url", "https://example.org/" + i)
          .put("title", "Page <strong>" + i + "</strong>")
          .put(snippet, "About <strong>it</strong>");
    }
  }
}
