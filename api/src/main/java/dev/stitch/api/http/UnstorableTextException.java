package dev.stitch.api.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A text holds a NUL character, which PostgreSQL stores neither as text nor in jsonb. */
public final class UnstorableTextException extends JsonMappingException {

  private static final long serialVersionUID = 1L;

  UnstorableTextException(JsonParser parser) {
    super(parser, "must not hold a NUL character");
  }
}
