package dev.stitch.api.inbound;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/** What providers post about mail: JSON that may hold whole files. */
final class Notification {

  private Notification() {}

  /**
   * A JSON object without some of its fields, which are never in memory.
   *
   * @throws ApiProblem 400 when it is no JSON object
   */
  static JsonNode object(InputStream stream, Set<String> without) {
    TokenFilter fields =
        new TokenFilter() {
          @Override
          public TokenFilter includeProperty(String name) {
            return without.contains(name) ? null : TokenFilter.INCLUDE_ALL;
          }
        };
    try (stream;
        JsonParser all = Jsonb.MAPPER.createParser(stream);
        JsonParser some =
            new FilteringParserDelegate(
                all, fields, TokenFilter.Inclusion.INCLUDE_ALL_AND_PATH, true)) {
      JsonNode tree = Jsonb.MAPPER.readTree(some);
      if (tree == null || !tree.isObject()) {
        throw ApiProblem.unreadable("", "must be a JSON object");
      }
      return tree;
    } catch (JsonProcessingException unreadable) {
      throw ApiProblem.unreadable("", "must be JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
