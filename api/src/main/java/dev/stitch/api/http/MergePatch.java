package dev.stitch.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7396): what is given replaces, null clears, objects are merged. */
public final class MergePatch {

  private MergePatch() {}

  /** Changes {@code target} and returns it; recursion is as deep as a request may nest. */
  public static ObjectNode apply(ObjectNode target, ObjectNode patch) {
    for (var property : patch.properties()) {
      String name = property.getKey();
      JsonNode value = property.getValue();
      if (value.isNull()) {
        target.remove(name);
      } else if (value instanceof ObjectNode inner) {
        ObjectNode previous =
            target.get(name) instanceof ObjectNode object ? object : target.objectNode();
        target.set(name, apply(previous, inner));
      } else {
        target.set(name, value);
      }
    }
    return target;
  }
}
