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
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Mail as it streams in. What people write stands at its beginning, so that of large mail only so
 * much is kept in memory; the rest is read, since a sender must see its request taken.
 */
final class MailStream {

  /** Bytes kept of one mail. */
  static final int KEPT = 8 << 20;

  private MailStream() {}

  static byte[] read(InputStream stream) {
    try (stream) {
      byte[] kept = stream.readNBytes(KEPT);
      stream.transferTo(OutputStream.nullOutputStream());
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

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
