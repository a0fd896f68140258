package dev.stitch.launch.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/**
 * JSON that can be read and not be kept: PostgreSQL stores a NUL neither as text nor in jsonb,
 * UTF-8 has no form of half a surrogate pair, and no workflow takes in what is nested too deep.
 */
public final class UnacceptableJsonException extends JsonMappingException {

  private static final long serialVersionUID = 1L;

  public UnacceptableJsonException(JsonParser parser, String problem) {
    super(parser, problem);
  }
}
