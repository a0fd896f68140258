package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** An entity's metadata and changes to it, which are values by dotted path; null removes. */
final class Metadata {

  private Metadata() {}

  /** The metadata after the changes; neither argument is altered. */
  static @Nullable JsonNode apply(@Nullable JsonNode metadata, @Nullable JsonNode changes) {
    if (changes == null || changes.isEmpty()) {
      return metadata;
    }
    ObjectNode next =
        metadata instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    changes.properties().forEach(change -> set(next, change.getKey(), change.getValue()));
    return next;
  }

  /** Both sets of changes, the later winning. */
  static @Nullable JsonNode merge(@Nullable JsonNode earlier, @Nullable JsonNode later) {
    if (later == null || later.isEmpty()) {
      return earlier;
    }
    ObjectNode merged =
        earlier instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    later.properties().forEach(change -> merged.set(change.getKey(), change.getValue()));
    return merged;
  }

  private static void set(ObjectNode root, String path, JsonNode value) {
    ObjectNode at = root;
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      at = at.get(names[i]) instanceof ObjectNode child ? child : at.putObject(names[i]);
    }
    String last = names[names.length - 1];
    if (value == null || value.isNull()) {
      at.remove(last);
    } else {
      at.set(last, value);
    }
  }
}
