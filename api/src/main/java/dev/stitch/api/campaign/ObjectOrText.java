package dev.stitch.api.campaign;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.StorableRequests;
import java.io.IOException;

/** Reads an object that comes as itself, or as the text of it. */
final class ObjectOrText extends JsonDeserializer<ObjectNode> {

  @Override
  public ObjectNode deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return context.readValue(parser, ObjectNode.class);
    }
    String text = parser.getText();
    if (read(parser, text) instanceof ObjectNode object && StorableRequests.isStorable(object)) {
      return object;
    }
    throw notAnObject(parser, text);
  }

  private static JsonNode read(JsonParser parser, String text) throws IOException {
    try {
      return ((ObjectMapper) parser.getCodec()).readTree(text);
    } catch (JsonProcessingException e) {
      throw notAnObject(parser, text);
    }
  }

  private static InvalidFormatException notAnObject(JsonParser parser, String text) {
    return InvalidFormatException.from(
        parser, "must be an object, or the text of one", text, ObjectNode.class);
  }
}
