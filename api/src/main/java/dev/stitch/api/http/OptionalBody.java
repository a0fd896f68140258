package dev.stitch.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

/**
 * Bodies that may be left out: no body, an empty one and one without a content type are all the
 * request with its defaults.
 */
@Singleton
public class OptionalBody {

  private final ObjectMapper mapper;

  OptionalBody(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Reads a body.
   *
   * @param otherwise what no body means
   */
  public <T> T read(@Nullable String body, Class<T> type, T otherwise) {
    if (body == null || body.isBlank()) {
      return otherwise;
    }
    try {
      T value = mapper.readValue(body, type);
      return value == null ? otherwise : value;
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
