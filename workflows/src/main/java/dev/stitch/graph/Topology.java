package dev.stitch.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The order in which the nodes of a graph can run: along its edges and, where these leave it open,
 * as they were drawn. Nodes are their positions in {@link Graph#nodes()}.
 *
 * @param order nodes in topological order; those on or behind a cycle are missing
 */
record Topology(List<Integer> order, List<List<Integer>> next, List<List<Integer>> previous) {

  static Topology of(Graph graph) {
    int size = graph.nodes().size();
    List<List<Integer>> next = lists(size);
    List<List<Integer>> previous = lists(size);
    for (Graph.Edge edge : graph.edges()) {
      int source = graph.position(edge.source());
      int target = graph.position(edge.target());
      next.get(source).add(target);
      previous.get(target).add(source);
    }
    return new Topology(order(next, previous), next, previous);
  }

  private static List<List<Integer>> lists(int size) {
    List<List<Integer>> lists = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      lists.add(new ArrayList<>(2));
    }
    return lists;
  }

  private static List<Integer> order(List<List<Integer>> next, List<List<Integer>> previous) {
    int[] open = new int[next.size()];
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int node = 0; node < open.length; node++) {
      open[node] = previous.get(node).size();
      if (open[node] == 0) {
        ready.add(node);
      }
    }
    List<Integer> order = new ArrayList<>(open.length);
    while (!ready.isEmpty()) {
      int node = ready.remove();
      order.add(node);
      for (int target : next.get(node)) {
        if (--open[target] == 0) {
          ready.add(target);
        }
      }
    }
    return order;
  }

  boolean cyclic() {
    return order.size() < next.size();
  }

  /** The nodes of one cycle in the order of its edges, from the one drawn first; or none. */
  List<Integer> cycle() {
    if (!cyclic()) {
      return List.of();
    }
    BitSet left = new BitSet(next.size());
    left.set(0, next.size());
    order.forEach(left::clear);
    // Every node left has a predecessor that is left, so walking backwards must meet itself.
    List<Integer> walk = new ArrayList<>();
    int[] seenAt = new int[next.size()];
    int node = left.nextSetBit(0);
    while (seenAt[node] == 0) {
      walk.add(node);
      seenAt[node] = walk.size();
      node = previous.get(node).stream().filter(left::get).findFirst().orElseThrow();
    }
    List<Integer> cycle = new ArrayList<>(walk.subList(seenAt[node] - 1, walk.size()).reversed());
    Collections.rotate(cycle, -cycle.indexOf(Collections.min(cycle)));
    return cycle;
  }

  /** For each node, all nodes that it can only run after. */
  List<BitSet> upstream() {
    List<BitSet> upstream = new ArrayList<>(next.size());
    for (int i = 0; i < next.size(); i++) {
      upstream.add(new BitSet());
    }
    for (int node : order) {
      for (int source : previous.get(node)) {
        upstream.get(node).or(upstream.get(source));
        upstream.get(node).set(source);
      }
    }
    return upstream;
  }
}
