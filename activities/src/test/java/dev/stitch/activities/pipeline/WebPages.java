package dev.stitch.activities.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.connectors.testing.FakePlatform;
import java.util.List;

/** A SearXNG server that knows certain pages. */
final class WebPages extends FakePlatform {

  static final String PATH = "/search";

  private volatile List<String> found = List.of();

  /** What every search finds from now on. */
  void finds(String... urls) {
    found = List.of(urls);
  }

  @Override
  protected Response answer(Request request) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode results = answer.putArray("results");
    if (request.parameter("pageno").equals("1")) {
      found.forEach(
          url -> results.addObject().put("url", url).put("title", "A page").put("content", ""));
    }
    return Response.of(200, answer);
  }
}
