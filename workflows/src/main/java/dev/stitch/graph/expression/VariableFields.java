package dev.stitch.graph.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.NearNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields that variables have at some place of a flow, by which those that cannot exist are
 * told. A variable that is left out may have any.
 */
public final class VariableFields {

  /** What every contact has; what people add of their own is below {@code attributes}. */
  public static final List<String> CONTACT =
      List.of(
          "id",
          "name",
          "email",
          "phone",
          "company",
          "title",
          "timezone",
          "platform",
          "attributes",
          "tags",
          "status",
          "lifecycleStage",
          "unsubscribedAt");

  public static final List<String> ENTITY = List.of("id", "flowId", "currentNodeId", "metadata");

  public static final List<String> EVENT = List.of("id", "name", "source", "data");

  /** Of all ways to start a run together: which one it will be is not known of a flow. */
  private static final List<String> TRIGGER =
      List.of(
          "kind",
          "uxNodeId",
          "entityId",
          "contactId",
          "startAt",
          "pins",
          "connections",
          "scheduleId",
          "fireTime",
          "templateId",
          "enrollmentId",
          "runId",
          "nodeId",
          "callId",
          "index");

  /** Where a stage is asked whether it is over. */
  public static final VariableFields OF_STAGES = ofSpine(EVENT);

  /** Where a journey chooses its way on, which no event is part of. */
  public static final VariableFields OF_SPINE_EDGES = ofSpine(List.of());

  /** What {@code for_each} adds to the input of the runs that it starts, whatever their schema. */
  private static final Set<String> OF_ITEMS = Set.of("item", "index");

  /** Keywords by which a schema may have other properties than those that it lists. */
  private static final List<String> OPENING =
      List.of(
          "$ref",
          "$dynamicRef",
          "allOf",
          "anyOf",
          "oneOf",
          "if",
          "dependentSchemas",
          "patternProperties");

  private final Map<String, List<String>> known;

  private VariableFields(Map<String, List<String>> known) {
    this.known = Map.copyOf(known);
  }

  private static VariableFields ofSpine(List<String> event) {
    return new VariableFields(
        Map.of(
            "contact", CONTACT, "entity", ENTITY, "event", event, "input", List.of(), "trigger",
            List.of(), "steps", List.of()));
  }

  /**
   * In the steps of a flow. Of {@code steps} nothing is said, since that depends on the step.
   *
   * @param inputSchema of the flow, of whatever JSON; null when it has none
   */
  public static VariableFields ofSteps(@Nullable JsonNode inputSchema) {
    Map<String, List<String>> known = new HashMap<>();
    known.put("contact", CONTACT);
    known.put("entity", ENTITY);
    known.put("event", EVENT);
    known.put("trigger", TRIGGER);
    if (inputSchema != null && lists(inputSchema)) {
      List<String> properties = new ArrayList<>();
      inputSchema.path("properties").fieldNames().forEachRemaining(properties::add);
      known.put("input", properties);
    }
    return new VariableFields(known);
  }

  /** Whether a schema lists every property that is meant; other ones it must allow expressly. */
  private static boolean lists(JsonNode schema) {
    return schema.path("properties").isObject()
        && !schema.path("properties").isEmpty()
        && Set.of("additionalProperties", "unevaluatedProperties").stream()
            .map(schema::path)
            .allMatch(other -> other.isMissingNode() || isFalse(other))
        && OPENING.stream().noneMatch(schema::has);
  }

  private static boolean isFalse(JsonNode schema) {
    return schema.isBoolean() && !schema.booleanValue();
  }

  /** Why there can be no such field, or empty. */
  Optional<String> problem(String variable, String field) {
    List<String> fields = known.get(variable);
    if (fields == null || fields.contains(field)) {
      return Optional.empty();
    }
    if (fields.isEmpty()) {
      return Optional.of("'" + variable + "' is empty here; use contact or entity");
    }
    return switch (variable) {
      case "input" -> OF_ITEMS.contains(field) ? Optional.empty() : Optional.of(ofInput(field));
      case "contact" -> Optional.of(none(variable, field) + orAttribute(field));
      default -> Optional.of(none(variable, field) + hintOrAll(field, fields));
    };
  }

  private String ofInput(String field) {
    String hint = NearNames.hint(field, known.getOrDefault("input", List.of()));
    return "the flow's input has no '"
        + field
        + "'"
        + (hint.isEmpty() ? "; add it to the input schema if it is meant" : hint);
  }

  private static String orAttribute(String field) {
    String hint = NearNames.hint(field, CONTACT);
    return hint.isEmpty() ? "; if it is an attribute, write contact.attributes." + field : hint;
  }

  private static String hintOrAll(String field, List<String> fields) {
    String hint = NearNames.hint(field, fields);
    return hint.isEmpty() ? "; it has " + String.join(", ", fields) : hint;
  }

  private static String none(String variable, String field) {
    return "'" + variable + "' has no '" + field + "'";
  }
}
