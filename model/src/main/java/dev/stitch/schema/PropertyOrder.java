package dev.stitch.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The order of the properties of JSON Schemas, in which forms show their fields. PostgreSQL's jsonb
 * sorts keys, so that the names are kept in a list beside {@code properties}, under a keyword that
 * nobody outside the database sees. Where jsonb's order is the schema's own there is no list: what
 * was stored before there were lists keeps its hash.
 */
public final class PropertyOrder {

  /** Reserved: a client's own keyword of this name beside {@code properties} is not kept. */
  public static final String KEYWORD = "x-stitch-order";

  private static final String PROPERTIES = "properties";

  /** As jsonb sorts keys: shorter ones first, in bytes, then by their bytes. */
  private static final Comparator<byte[]> STORED =
      Comparator.<byte[]>comparingInt(key -> key.length).thenComparing(Arrays::compareUnsigned);

  private PropertyOrder() {}

  /** The tree with lists of its properties where jsonb would sort them; the tree itself stays. */
  public static JsonNode kept(JsonNode tree) {
    if (schemas(tree, schema -> schema.has(KEYWORD) || wouldBeSorted(schema)).isEmpty()) {
      return tree;
    }
    JsonNode kept = tree.deepCopy();
    for (ObjectNode schema : schemas(kept, schema -> true)) {
      schema.remove(KEYWORD);
      if (wouldBeSorted(schema)) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        names(schema).forEach(names::add);
        schema.set(KEYWORD, names);
      }
    }
    return kept;
  }

  /** Puts properties in the order of their lists and takes the lists away, in the tree itself. */
  public static void restore(JsonNode tree) {
    for (ObjectNode schema : schemas(tree, schema -> schema.has(KEYWORD))) {
      ObjectNode properties = (ObjectNode) schema.get(PROPERTIES);
      Map<String, JsonNode> byName = new HashMap<>();
      properties.properties().forEach(entry -> byName.put(entry.getKey(), entry.getValue()));
      for (JsonNode name : schema.remove(KEYWORD)) {
        JsonNode property = byName.get(name.asText());
        if (property != null) {
          properties.remove(name.asText());
          properties.set(name.asText(), property);
        }
      }
    }
  }

  /** Keeps its own stack, so that depth costs memory and never the thread's stack. */
  private static List<ObjectNode> schemas(JsonNode tree, Predicate<ObjectNode> which) {
    Deque<ObjectNode> found = new ArrayDeque<>();
    Deque<JsonNode> open = new ArrayDeque<>(List.of(tree));
    while (!open.isEmpty()) {
      JsonNode node = open.pop();
      if (node instanceof ObjectNode object
          && object.get(PROPERTIES) instanceof ObjectNode
          && which.test(object)) {
        found.push(object);
      }
      node.forEach(open::push);
    }
    return List.copyOf(found);
  }

  private static boolean wouldBeSorted(ObjectNode schema) {
    List<byte[]> names =
        names(schema).stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toList();
    for (int i = 1; i < names.size(); i++) {
      if (STORED.compare(names.get(i - 1), names.get(i)) > 0) {
        return true;
      }
    }
    return false;
  }

  private static List<String> names(ObjectNode schema) {
    return schema.get(PROPERTIES).properties().stream().map(Map.Entry::getKey).toList();
  }
}
