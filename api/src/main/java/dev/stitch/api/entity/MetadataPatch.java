package dev.stitch.api.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;

/** A merge patch of metadata (RFC 7396) as changes by dotted path, as journeys take them. */
final class MetadataPatch {

  private MetadataPatch() {}

  /** Nested objects are merged; null removes. */
  static ObjectNode values(ObjectNode patch) {
    ObjectNode values = Jsonb.object();
    collect("", patch, values);
    return values;
  }

  private static void collect(String prefix, ObjectNode patch, ObjectNode values) {
    for (var property : patch.properties()) {
      String path = prefix + property.getKey();
      JsonNode value = property.getValue();
      if (value instanceof ObjectNode inner && !inner.isEmpty()) {
        collect(path + ".", inner, values);
      } else {
        values.set(path, value);
      }
    }
  }
}
