package dev.stitch.api.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Refuses texts that the database could not store, where the field's name is still known. */
final class StorableText {

  private StorableText() {}

  static SimpleModule module() {
    return new SimpleModule("storable-text")
        .addDeserializer(String.class, new Text())
        .addDeserializer(JsonNode.class, new Tree<>(JsonNode.class))
        .addDeserializer(ObjectNode.class, new Tree<>(ObjectNode.class))
        .addDeserializer(ArrayNode.class, new Tree<>(ArrayNode.class));
  }

  /** Only a half of a surrogate pair is a code point of its own that is a surrogate. */
  private static boolean unstorable(String text) {
    return text.codePoints()
        .anyMatch(
            point ->
                point == 0
                    || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
  }

  private static final class Text extends StdDeserializer<String> {

    private static final long serialVersionUID = 1L;

    Text() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = StringDeserializer.instance.deserialize(parser, context);
      if (text != null && unstorable(text)) {
        throw new UnstorableTextException(parser);
      }
      return text;
    }
  }

  private static final class Tree<T extends JsonNode> extends StdDeserializer<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;

    Tree(Class<T> type) {
      super(type);
      this.type = type;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      JsonNode tree = JsonNodeDeserializer.getDeserializer(type).deserialize(parser, context);
      if (holdsUnstorable(tree)) {
        throw new UnstorableTextException(parser);
      }
      return type.cast(tree);
    }

    @Override
    public T getNullValue(DeserializationContext context) {
      return null;
    }

    private static boolean holdsUnstorable(JsonNode tree) {
      Deque<JsonNode> rest = new ArrayDeque<>();
      rest.add(tree);
      while (!rest.isEmpty()) {
        JsonNode node = rest.pop();
        if (node.isTextual() && unstorable(node.textValue())) {
          return true;
        }
        for (var property : node.properties()) {
          if (unstorable(property.getKey())) {
            return true;
          }
        }
        node.forEach(rest::push);
      }
      return false;
    }
  }
}
