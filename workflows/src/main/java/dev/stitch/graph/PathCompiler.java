package dev.stitch.graph;

import dev.stitch.model.NearNames;
import dev.stitch.plan.Locality;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepType;
import dev.stitch.step.StepTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns a system flow's graph into its plan. */
final class PathCompiler {

  private PathCompiler() {}

  static PathPlan compile(String hash, Graph graph, Problems problems) {
    Topology topology = Topology.of(graph);
    reportCycle(graph, topology, problems);
    problems.refuse();

    Map<String, Integer> positions = new HashMap<>();
    for (int node : topology.order()) {
      positions.put(graph.nodes().get(node).id(), positions.size());
    }
    List<List<PathPlan.Edge>> incoming = lists(positions.size());
    List<List<PathPlan.Edge>> outgoing = lists(positions.size());
    for (Graph.Edge drawn : graph.edges()) {
      PathPlan.Edge edge =
          new PathPlan.Edge(
              drawn.id(),
              place(positions, drawn.source()),
              place(positions, drawn.target()),
              Branches.of(graph.node(drawn.source())).taken(drawn.handle()));
      outgoing.get(edge.source()).add(edge);
      incoming.get(edge.target()).add(edge);
    }

    List<PathPlan.Step> steps = new ArrayList<>(positions.size());
    for (int node : topology.order()) {
      int position = steps.size();
      step(
              position,
              graph.nodes().get(node),
              incoming.get(position),
              outgoing.get(position),
              graph.settings(),
              problems)
          .ifPresent(steps::add);
      problems.refuse();
    }
    return new PathPlan(hash, graph.settings().isolation(), steps, positions);
  }

  private static Optional<PathPlan.Step> step(
      int position,
      Graph.Node node,
      List<PathPlan.Edge> incoming,
      List<PathPlan.Edge> outgoing,
      Graph.Settings settings,
      Problems problems) {
    Optional<StepType> found = StepTypes.find(node.type());
    if (found.isEmpty()) {
      problems.error(node, "type", unknownType(node.type()));
      return Optional.empty();
    }
    StepType type = found.get();
    CommonSettings common = CommonSettings.read(node, type, problems);
    return Optional.of(
        new PathPlan.Step(
            position,
            node.id(),
            node.label(),
            node.type(),
            node.data(),
            incoming,
            outgoing,
            common.retry(),
            common.timeout() == null ? type.timeout() : common.timeout(),
            common.onError(),
            settings.remote() ? Locality.REMOTE : type.locality(),
            type.taskQueue(),
            type.effect()));
  }

  static void reportCycle(Graph graph, Topology topology, Problems problems) {
    if (topology.cyclic()) {
      List<Integer> cycle = topology.cycle();
      String names =
          cycle.stream()
              .limit(20)
              .map(node -> graph.nodes().get(node).label())
              .collect(Collectors.joining(" → "));
      problems.error(
          graph.nodes().get(cycle.getFirst()),
          null,
          "these steps form a cycle: "
              + names
              + " → "
              + (cycle.size() > 20 ? "… → " : "")
              + graph.nodes().get(cycle.getFirst()).label()
              + "; remove one of the edges between them");
    }
  }

  static String unknownType(String type) {
    String hint = NearNames.hint(type, StepTypes.all().stream().map(StepType::id).toList());
    return "there is no step type '"
        + type
        + "'"
        + (hint.isEmpty() ? "; GET /api/step-types lists them" : hint);
  }

  private static int place(Map<String, Integer> positions, String nodeId) {
    return Objects.requireNonNull(positions.get(nodeId), "the edges join nodes of the graph");
  }

  private static List<List<PathPlan.Edge>> lists(int size) {
    List<List<PathPlan.Edge>> lists = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      lists.add(new ArrayList<>(2));
    }
    return lists;
  }
}
