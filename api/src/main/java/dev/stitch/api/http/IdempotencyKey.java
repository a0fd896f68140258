package dev.stitch.api.http;

import dev.stitch.api.error.ApiProblem;
import io.micronaut.http.HttpRequest;
import java.util.Optional;

/** The header by which a client says that two requests are one. */
public final class IdempotencyKey {

  public static final String HEADER = "Idempotency-Key";

  /** Longest key taken, in characters: it becomes an id in Temporal. */
  static final int MAX_LENGTH = 200;

  private IdempotencyKey() {}

  /**
   * The key of a request, empty when it has none.
   *
   * @throws ApiProblem 400 when it is too long, or not of visible ASCII characters
   */
  public static Optional<String> of(HttpRequest<?> request) {
    String key = request.getHeaders().get(HEADER);
    if (key == null || key.isBlank()) {
      return Optional.empty();
    }
    if (key.length() > MAX_LENGTH || !key.matches("[\\x21-\\x7E]+")) {
      throw ApiProblem.unreadable(
          "/" + HEADER, "must be 1 to " + MAX_LENGTH + " visible ASCII characters");
    }
    return Optional.of(key);
  }
}
