package dev.stitch.api.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/**
 * A text holds a NUL character or half of a surrogate pair: PostgreSQL stores the one neither as
 * text nor in jsonb, and UTF-8 has no form of the other.
 */
public final class UnstorableTextException extends JsonMappingException {

  private static final long serialVersionUID = 1L;

  UnstorableTextException(JsonParser parser) {
    super(parser, "must not hold a NUL character or half of a surrogate pair");
  }
}
