package dev.stitch.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Names of schemas as clients would write them, and values as they are on the wire. */
final class Schemas {

  private static final String REFERENCE = "#/components/schemas/";

  /** What no client sends or gets: binders take it from the request. */
  private static final Set<String> NOT_ON_THE_WIRE = Set.of("Caller", "PageRequest");

  private final Map<String, String> names = new HashMap<>();

  private Schemas() {}

  /** A copy of the document whose schemas have their final names. */
  static ObjectNode completed(ObjectNode document) {
    return new Schemas().rename(document.deepCopy());
  }

  private ObjectNode rename(ObjectNode document) {
    ObjectNode schemas = document.withObject("components").withObject("schemas");
    List<String> old = List.copyOf(fields(schemas));
    old.forEach(name -> names.put(name, name(name, schemas.get(name))));
    if (new HashSet<>(names.values()).size() < names.size()) {
      throw new IllegalStateException("Two schemas would have one name: " + names.values());
    }
    ObjectNode renamed = schemas.objectNode();
    old.stream()
        .filter(name -> !NOT_ON_THE_WIRE.contains(name))
        .forEach(name -> renamed.set(names.get(name), schemas.get(name)));
    document.withObject("components").set("schemas", renamed);
    complete(document);
    return document;
  }

  private static Set<String> fields(ObjectNode object) {
    Set<String> fields = new TreeSet<>();
    object.fieldNames().forEachRemaining(fields::add);
    return fields;
  }

  /** A page is called after its rows; names of nested records lose their dots. */
  private static String name(String generated, JsonNode schema) {
    if (generated.equals("Problem")) {
      // What validation says of a graph; clients know another Problem, that of RFC 9457.
      return "GraphProblem";
    }
    if (generated.startsWith("Page_")) {
      String rows = schema.at("/properties/data/items/$ref").asText();
      return name(rows.substring(REFERENCE.length()), schema) + "Page";
    }
    return generated.replaceAll("[._]", "");
  }

  private void complete(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.get("$ref") instanceof TextNode reference
          && reference.textValue().startsWith(REFERENCE)) {
        String old = reference.textValue().substring(REFERENCE.length());
        object.put("$ref", REFERENCE + names.getOrDefault(old, old));
      }
      if (object.get("enum") instanceof ArrayNode values) {
        object.set("enum", words(values));
      }
      if (object.has("oneOf") && object.has("allOf")) {
        // The types that an annotation lists say more than "any JSON" does.
        object.remove("allOf");
      }
    }
    node.forEach(this::complete);
  }

  /** Constants are on the wire in small letters; a word that has some already is as it is. */
  private static ArrayNode words(ArrayNode values) {
    ArrayNode written = values.arrayNode();
    values.forEach(value -> written.add(word(value.asText())));
    return written;
  }

  private static String word(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return value.equals(value.toUpperCase(Locale.ROOT)) ? lower : value;
  }
}
