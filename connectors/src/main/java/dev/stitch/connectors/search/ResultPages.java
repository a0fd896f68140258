package dev.stitch.connectors.search;

import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.http.Fields;
import dev.stitch.connectors.search.WebSearch.Result;
import io.micronaut.core.annotation.Nullable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts pages of results together. */
final class ResultPages {

  private static final int MOST_PAGES = 10;

  private ResultPages() {}

  /** One page of an engine's results; empty when there are no more. */
  @FunctionalInterface
  interface Page {
    List<Result> read(int number) throws PlatformException, InterruptedException;
  }

  /** Reads pages until there are enough results, or a page has none that is new. */
  static List<Result> read(int limit, Page page) throws PlatformException, InterruptedException {
    int wanted = Math.clamp(limit, 1, WebSearch.MOST_RESULTS);
    Map<String, Result> found = new LinkedHashMap<>();
    for (int number = 0; number < MOST_PAGES && found.size() < wanted; number++) {
      int before = found.size();
      page.read(number).forEach(result -> found.putIfAbsent(result.url(), result));
      if (found.size() == before) {
        break;
      }
    }
    return found.values().stream().limit(wanted).toList();
  }

  /** A result, empty for what has no address of the web. */
  static Optional<Result> result(Fields fields, String snippet) {
    return fields
        .needed("url")
        .filter(url -> url.matches("https?://\\S+"))
        .map(url -> new Result(url, plain(fields.text("title")), plain(fields.text(snippet))));
  }

  /** Engines mark what they found with tags. */
  private static @Nullable String plain(@Nullable String text) {
    return text == null ? null : text.replaceAll("</?[a-zA-Z][^>]{0,100}>", "");
  }
}
