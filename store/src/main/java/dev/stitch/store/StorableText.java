package dev.stitch.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Texts as PostgreSQL can store them. It takes neither the character NUL nor half of a surrogate
 * pair, and other systems send both; a projection that could not be written would be tried for
 * ever.
 */
final class StorableText {

  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  /** The text without NUL, and with a replacement character for half a surrogate pair. */
  static String of(String text) {
    int first = firstProblem(text);
    if (first < 0) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length()).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char at = text.charAt(i);
      if (Character.isSurrogate(at)) {
        if (isPair(text, i)) {
          clean.append(at).append(text.charAt(++i));
        } else {
          clean.append(REPLACEMENT);
        }
      } else if (at != '\0') {
        clean.append(at);
      }
    }
    return clean.toString();
  }

  private static int firstProblem(String text) {
    for (int i = 0; i < text.length(); i++) {
      char at = text.charAt(i);
      if (at == '\0') {
        return i;
      }
      if (Character.isSurrogate(at)) {
        if (!isPair(text, i)) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  /** The same JSON with {@link #of} done to its texts and names. */
  static JsonNode of(JsonNode json) {
    return switch (json) {
      case TextNode text -> TextNode.valueOf(of(text.textValue()));
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
        array.forEach(element -> copy.add(of(element)));
        yield copy;
      }
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> copy.set(of(field.getKey()), of(field.getValue())));
        yield copy;
      }
      default -> json;
    };
  }
}
