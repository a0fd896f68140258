package dev.stitch.api.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.graph.GraphProblem;
import dev.stitch.model.FlowKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What validation finds in a graph, as faults that point at the node and field. */
final class GraphFaults {

  private GraphFaults() {}

  static List<Fault> of(JsonNode graph, List<GraphProblem> problems) {
    Map<String, Integer> nodes = positions(graph.path("nodes"));
    Map<String, Integer> edges = positions(graph.path("edges"));
    return problems.stream()
        .map(
            problem ->
                new Fault(
                    "/graph"
                        + element("nodes", nodes.get(problem.nodeId()))
                        + element("edges", edges.get(problem.edgeId()))
                        + pointer(problem.field()),
                    problem.message(),
                    problem.nodeId(),
                    problem.edgeId()))
        .toList();
  }

  /** The graph package's word for a kind that the store has its own for. */
  static FlowKind kind(FlowKind kind) {
    return switch (kind) {
      case BMC -> FlowKind.BMC;
      case SYSTEM -> FlowKind.SYSTEM;
    };
  }

  private static Map<String, Integer> positions(JsonNode elements) {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < elements.size(); i++) {
      positions.putIfAbsent(elements.get(i).path("id").asText(), i);
    }
    return positions;
  }

  private static String element(String array, Integer position) {
    return position == null ? "" : "/" + array + "/" + position;
  }

  /** {@code data.cases[0].name} as {@code /data/cases/0/name}. */
  private static String pointer(String field) {
    return field == null ? "" : "/" + field.replace("[", ".").replace("]", "").replace('.', '/');
  }
}
