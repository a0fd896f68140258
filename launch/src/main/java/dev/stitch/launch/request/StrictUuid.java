package dev.stitch.launch.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.UUIDDeserializer;
import java.io.IOException;
import java.util.UUID;

/**
 * Reads ids from strings only: Jackson would take a number for its digits and find no id in them.
 */
final class StrictUuid extends StdDeserializer<UUID> {

  private static final long serialVersionUID = 1L;

  private static final UUIDDeserializer FROM_STRING = new UUIDDeserializer();

  StrictUuid() {
    super(UUID.class);
  }

  @Override
  public UUID deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? FROM_STRING.deserialize(parser, context)
        : (UUID) context.handleUnexpectedToken(UUID.class, parser);
  }
}
