package dev.stitch.connectors.search;

import dev.stitch.connectors.failure.PlatformException;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/** A search engine. */
public interface WebSearch {

  /** More results than this are of no use to anybody. */
  int MOST_RESULTS = 100;

  /**
   * Something that was found.
   *
   * @param url an address of http or https
   * @param snippet what the engine shows of it, as plain text; null when it shows nothing
   */
  record Result(String url, @Nullable String title, @Nullable String snippet) {}

  /**
   * The best results, none twice.
   *
   * @param query what people type into a search box
   * @param limit how many at most, up to {@link #MOST_RESULTS}
   */
  List<Result> search(String query, int limit) throws PlatformException, InterruptedException;
}
