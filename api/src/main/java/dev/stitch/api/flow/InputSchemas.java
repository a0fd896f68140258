package dev.stitch.api.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.stitch.api.error.Problem.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The JSON Schema (2020-12) of a flow's input: whether it is one that we evaluate. */
public final class InputSchemas {

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private static final Schema META_SCHEMA =
      SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(SchemaLocation.of(DIALECT));

  /** Nothing is cached by {@code $id}: two flows may use the same one for different schemas. */
  private static final SchemaRegistry UNCACHED =
      SchemaRegistry.withDialect(
          Dialects.getDraft202012(), builder -> builder.schemaCacheEnabled(false));

  private InputSchemas() {}

  /**
   * What keeps a JSON from being a schema that we evaluate.
   *
   * @param pointer where in the request the schema is
   */
  static List<Fault> faults(JsonNode schema, String pointer) {
    List<Fault> faults = new ArrayList<>();
    JsonNode dialect = schema.path("$schema");
    if (dialect.isTextual() && !DIALECT.equals(dialect.textValue().replaceAll("#$", ""))) {
      faults.add(new Fault(pointer + "/$schema", "must be " + DIALECT + " or absent"));
      return faults;
    }
    if (refersElsewhere(schema)) {
      faults.add(new Fault(pointer, "may refer ($ref) to its own parts only, as in #/$defs/name"));
      return faults;
    }
    META_SCHEMA.validate(schema).forEach(error -> faults.add(fault(error, pointer)));
    if (faults.isEmpty() && !evaluates(schema)) {
      faults.add(new Fault(pointer, "cannot be evaluated: check its patterns and references"));
    }
    return faults;
  }

  private static Fault fault(Error error, String pointer) {
    String location = error.getInstanceLocation().toString();
    return new Fault(pointer + (location.startsWith("/") ? location : ""), error.getMessage());
  }

  private static boolean refersElsewhere(JsonNode schema) {
    Deque<JsonNode> rest = new ArrayDeque<>(List.of(schema));
    while (!rest.isEmpty()) {
      JsonNode node = rest.pop();
      for (String keyword : List.of("$ref", "$dynamicRef")) {
        JsonNode reference = node.path(keyword);
        if (reference.isTextual() && !reference.textValue().startsWith("#")) {
          return true;
        }
      }
      node.forEach(rest::push);
    }
    return false;
  }

  private static boolean evaluates(JsonNode schema) {
    try {
      UNCACHED.getSchema(schema).initializeValidators();
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
