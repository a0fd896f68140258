package dev.stitch.api.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.launch.request.BoundedJson;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Jsonb;

/** A merge patch of metadata (RFC 7396) as changes by dotted path, as journeys take them. */
final class MetadataPatch {

  private static final String POINTER = "/metadata";

  private MetadataPatch() {}

  /**
   * The changes of a patch: nested objects are merged; null removes.
   *
   * @param before the metadata that it changes
   * @throws ApiProblem 422 when the patch, or the metadata that it would leave, is larger or deeper
   *     than an entity may carry
   */
  static ObjectNode of(ObjectNode patch, JsonNode before) {
    BoundedJson.require(POINTER, patch, SizeLimits.METADATA);
    ObjectNode values = Jsonb.object();
    collect("", patch, values);
    ObjectNode after = before instanceof ObjectNode object ? object.deepCopy() : Jsonb.object();
    values
        .properties()
        .forEach(change -> set(after, change.getKey().split("\\.", -1), change.getValue()));
    BoundedJson.require(POINTER, after, SizeLimits.METADATA);
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

  private static void set(ObjectNode root, String[] names, JsonNode value) {
    if (names.length > SizeLimits.DEPTH) {
      throw ApiProblem.invalid(
          POINTER, "must not name more than " + SizeLimits.DEPTH + " levels with dots");
    }
    ObjectNode at = root;
    for (int i = 0; i < names.length - 1; i++) {
      at = at.get(names[i]) instanceof ObjectNode child ? child : at.putObject(names[i]);
    }
    if (value.isNull()) {
      at.remove(names[names.length - 1]);
    } else {
      at.set(names[names.length - 1], value);
    }
  }
}
