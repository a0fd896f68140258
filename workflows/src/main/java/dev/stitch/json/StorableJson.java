package dev.stitch.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/** PostgreSQL cannot store the character NUL, which other systems happily send. */
public final class StorableJson {

  private StorableJson() {}

  /** The same JSON without NUL characters in texts and names. */
  public static @Nullable JsonNode withoutNul(@Nullable JsonNode json) {
    return switch (json) {
      case null -> null;
      case TextNode text -> TextNode.valueOf(clean(text.textValue()));
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> copy.add(withoutNul(element)));
        yield copy;
      }
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(field -> copy.set(clean(field.getKey()), withoutNul(field.getValue())));
        yield copy;
      }
      default -> json;
    };
  }

  /** The same text without NUL characters. */
  public static @Nullable String withoutNul(@Nullable String text) {
    return text == null ? null : clean(text);
  }

  private static String clean(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
  }
}
