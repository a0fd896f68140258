package dev.stitch.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

/**
 * The UX spine of a business flow: its UX nodes as they were drawn, and the UX edges out of each.
 * System nodes and system edges are no part of it.
 */
record Spine(List<Graph.Node> stages, Map<String, List<Graph.Edge>> ways) {

  static Spine of(Graph graph, Problems problems) {
    List<Graph.Node> stages = graph.nodes().stream().filter(Graph.Node::ux).toList();
    Map<String, List<Graph.Edge>> ways = new HashMap<>();
    stages.forEach(stage -> ways.put(stage.id(), new ArrayList<>()));
    for (Graph.Edge edge : graph.edges()) {
      boolean joinsStages = ways.containsKey(edge.source()) && ways.containsKey(edge.target());
      if (joinsStages && edge.kind() != Graph.Edge.Kind.SYSTEM) {
        Objects.requireNonNull(ways.get(edge.source())).add(edge);
      } else if (edge.kind() == Graph.Edge.Kind.UX) {
        String other = ways.containsKey(edge.source()) ? edge.target() : edge.source();
        problems.error(
            edge,
            "type",
            "a 'ux' edge joins two UX nodes, and '"
                + other
                + "' is not one; make the edge 'system' or the node a UX node");
      }
    }
    return new Spine(stages, ways);
  }

  /** The UX edges out of a UX node of this spine. */
  List<Graph.Edge> waysOut(String stageId) {
    return Objects.requireNonNull(ways.get(stageId), "no UX node of this spine");
  }

  /** UX nodes where a journey may be meant to begin, most likely first. */
  List<Graph.Node> starts() {
    List<Graph.Node> marked =
        stages.stream().filter(stage -> stage.data().path("start").booleanValue()).toList();
    if (!marked.isEmpty()) {
      return marked;
    }
    Set<String> entered = new TreeSet<>();
    ways.values().forEach(edges -> edges.forEach(edge -> entered.add(edge.target())));
    List<Graph.Node> roots =
        stages.stream().filter(stage -> !entered.contains(stage.id())).toList();
    return roots.isEmpty() ? stages.stream().limit(1).toList() : roots;
  }

  /** Ids of the UX nodes that can be reached from a start, breadth first in edge order. */
  List<String> reachable(String start) {
    Set<String> seen = new LinkedHashSet<>(List.of(start));
    Queue<String> pending = new ArrayDeque<>(seen);
    while (!pending.isEmpty()) {
      for (UxWays.Way way : UxWays.of(waysOut(pending.remove())).all()) {
        if (seen.add(way.edge().target())) {
          pending.add(way.edge().target());
        }
      }
    }
    return List.copyOf(seen);
  }
}
