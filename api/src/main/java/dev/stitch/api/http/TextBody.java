package dev.stitch.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

/**
 * Bodies that come as text. Where they may be left out, no body, an empty one and one without a
 * content type are all the request with its defaults.
 */
@Singleton
public class TextBody {

  private final ObjectMapper mapper;

  TextBody(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Reads a body that may be left out.
   *
   * @param otherwise what no body means
   */
  public <T> T read(@Nullable String body, Class<T> type, T otherwise) {
    if (body == null || body.isBlank()) {
      return otherwise;
    }
    T value = required(body, type);
    return value == null ? otherwise : value;
  }

  /**
   * Reads a body that came as text; null when it is JSON's null.
   *
   * @throws RuntimeException what the error handling answers as it does for other bodies
   */
  public <T> @Nullable T required(String body, Class<T> type) {
    try {
      return mapper.readValue(body, type);
    } catch (JsonProcessingException e) {
      throw new UnreadableBody(e);
    }
  }

  /** Carries what is wrong with the JSON to where problems are made of it. */
  private static final class UnreadableBody extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableBody(JsonProcessingException cause) {
      super(cause);
    }
  }
}
