package dev.stitch.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.OptionalLong;

/** What a platform answered; its body has at most 16 MiB. */
public final class PlatformAnswer {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  PlatformAnswer(int status, HttpHeaders headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  /** Whether the status is one of success. */
  public boolean ok() {
    return status / 100 == 2;
  }

  /**
   * The body of a success.
   *
   * @throws PlatformException {@link PlatformFailure.Transient} when it is cut off, or no JSON
   *     object. The message does not quote it, since it may hold what is private.
   */
  public Fields json() throws PlatformException {
    JsonNode tree = parsed();
    if (tree.isObject()) {
      return new Fields(tree);
    }
    throw new PlatformException(
        new PlatformFailure.Transient(
            "The platform answered %d with something that is no JSON object, or only part of one."
                .formatted(status),
            true));
  }

  /** The body of a failure as far as it is JSON; proxies answer HTML, or nothing at all. */
  public Fields problem() {
    return new Fields(parsed());
  }

  /** A header's value, null when it is missing. */
  public @Nullable String header(String name) {
    return headers.firstValue(name).orElse(null);
  }

  /** A header that is a whole number and not negative; empty when it is missing or is not. */
  public OptionalLong number(String name) {
    String text = headers.firstValue(name).orElse("").strip();
    return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  private JsonNode parsed() {
    try {
      JsonNode tree = MAPPER.readTree(body);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (IOException unreadable) {
      return MissingNode.getInstance();
    }
  }
}
