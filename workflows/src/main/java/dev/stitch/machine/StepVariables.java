package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The variables that expressions and templates of a step see, without the contact. */
public final class StepVariables {

  /** Longest JSON of variables that travels with the request to carry out a step. */
  private static final int LONGEST_SENT = 8 * 1024;

  private StepVariables() {}

  /** Whether variables are kept in the database, so that a request carries ids only. */
  public static boolean areKept(int rules, ObjectNode variables) {
    return rules >= Rules.BOUNDED && JsonBounds.length(variables) > LONGEST_SENT;
  }

  /** As {@link #of}, with references to what the database holds already. */
  public static ObjectNode referring(PathState path, JsonNode entity) {
    Map<String, NodeState> nodes = new TreeMap<>(path.nodes());
    OutputReference.replaceAll(path.runId(), nodes);
    return of(path, nodes, entity);
  }

  /** {@code input, trigger, entity, steps} of a path as it stands. */
  public static ObjectNode of(PathState path, @Nullable JsonNode entity) {
    return of(path, path.nodes(), entity);
  }

  private static ObjectNode of(
      PathState path, Map<String, NodeState> nodes, @Nullable JsonNode entity) {
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    variables.set("input", orEmpty(path.input()));
    variables.set("trigger", orEmpty(path.trigger()));
    variables.set("entity", orEmpty(entity));
    ObjectNode steps = variables.putObject("steps");
    nodes.forEach(
        (id, node) -> {
          ObjectNode step = steps.putObject(id);
          step.put("status", node.status().name().toLowerCase(Locale.ROOT));
          if (node.output() != null) {
            step.set("output", node.output());
          }
        });
    return variables;
  }

  /** {@code entity} as a path of a journey sees it, or null without one. */
  public static @Nullable ObjectNode entity(
      @Nullable UUID entityId, @Nullable UUID flowId, @Nullable String nodeId, PathState path) {
    return entityId == null ? null : entity(entityId, flowId, nodeId, path.metadata());
  }

  /** {@code entity} as the stage's own expressions see it. */
  public static ObjectNode entity(
      UUID entityId, @Nullable UUID flowId, @Nullable String nodeId, @Nullable JsonNode metadata) {
    ObjectNode entity = JsonNodeFactory.instance.objectNode();
    entity.put("id", entityId.toString());
    if (flowId != null) {
      entity.put("flowId", flowId.toString());
    }
    entity.put("currentNodeId", nodeId);
    entity.set("metadata", orEmpty(metadata));
    return entity;
  }

  private static JsonNode orEmpty(@Nullable JsonNode value) {
    return value == null || value.isNull() ? JsonNodeFactory.instance.objectNode() : value;
  }
}
