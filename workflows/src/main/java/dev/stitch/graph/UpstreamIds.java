package dev.stitch.graph;

import java.util.AbstractSet;
import java.util.BitSet;
import java.util.Iterator;

/** The ids of some nodes of a graph as a set that costs nothing to make. */
final class UpstreamIds extends AbstractSet<String> {

  private final Graph graph;
  private final BitSet nodes;

  UpstreamIds(Graph graph, BitSet nodes) {
    this.graph = graph;
    this.nodes = nodes;
  }

  @Override
  public boolean contains(Object id) {
    Integer node = id instanceof String text ? graph.index().get(text) : null;
    return node != null && nodes.get(node);
  }

  @Override
  public Iterator<String> iterator() {
    return nodes.stream().mapToObj(node -> graph.nodes().get(node).id()).iterator();
  }

  @Override
  public int size() {
    return nodes.cardinality();
  }
}
