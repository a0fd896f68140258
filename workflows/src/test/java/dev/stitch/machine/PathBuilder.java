package dev.stitch.machine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.plan.Isolation;
import dev.stitch.plan.Locality;
import dev.stitch.plan.OnError;
import dev.stitch.plan.PathPlan;
import dev.stitch.plan.Retry;
import dev.stitch.step.WaitEventStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes path plans for tests, without a graph. Steps are named in topological order. */
final class PathBuilder {

  private record Node(
      String id, String type, ObjectNode config, Locality locality, OnError onError) {}

  private record Drawn(String source, String target, String branch) {}

  private final String hash;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Drawn> edges = new ArrayList<>();

  private final Map<String, String> labels = new HashMap<>();
  private Isolation isolation = Isolation.CHILD;

  private PathBuilder(String hash) {
    this.hash = hash;
  }

  static PathBuilder path(String hash) {
    return new PathBuilder(hash);
  }

  /** Local steps one after the other. */
  static PathPlan chain(String hash, String... ids) {
    PathBuilder path = path(hash);
    for (int i = 0; i < ids.length; i++) {
      path.local(ids[i]);
      if (i > 0) {
        path.edge(ids[i - 1], ids[i]);
      }
    }
    return path.build();
  }

  PathBuilder local(String id) {
    return step(id, "step", Locality.LOCAL, OnError.FAIL);
  }

  PathBuilder local(String id, OnError onError) {
    return step(id, "step", Locality.LOCAL, onError);
  }

  PathBuilder remote(String id) {
    return step(id, "step", Locality.REMOTE, OnError.FAIL);
  }

  PathBuilder step(String id, String type, Locality locality, OnError onError) {
    nodes.add(new Node(id, type, JsonNodeFactory.instance.objectNode(), locality, onError));
    return this;
  }

  /** A step that waits for an event, any of the name or one that matches. */
  PathBuilder awaits(String id, String event, String match) {
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("event", event);
    config.put("match", match);
    nodes.add(new Node(id, WaitEventStep.ID, config, Locality.LOCAL, OnError.FAIL));
    return this;
  }

  /** What people call the last step. */
  PathBuilder label(String label) {
    labels.put(nodes.getLast().id(), label);
    return this;
  }

  PathBuilder edge(String source, String target) {
    return edge(source, target, null);
  }

  PathBuilder edge(String source, String target, String branch) {
    edges.add(new Drawn(source, target, branch));
    return this;
  }

  PathBuilder isolation(Isolation kind) {
    isolation = kind;
    return this;
  }

  PathPlan build() {
    Map<String, Integer> positions = new LinkedHashMap<>();
    nodes.forEach(node -> positions.put(node.id(), positions.size()));
    List<PathPlan.Edge> all = new ArrayList<>();
    for (Drawn edge : edges) {
      int source = positions.get(edge.source());
      int target = positions.get(edge.target());
      if (source >= target) {
        throw new IllegalArgumentException("name " + edge.source() + " before " + edge.target());
      }
      all.add(new PathPlan.Edge("e" + all.size(), source, target, edge.branch()));
    }
    List<PathPlan.Step> steps = new ArrayList<>();
    for (Node node : nodes) {
      int index = steps.size();
      steps.add(
          new PathPlan.Step(
              index,
              node.id(),
              labels.getOrDefault(node.id(), node.id()),
              node.type(),
              node.config(),
              all.stream().filter(edge -> edge.target() == index).toList(),
              all.stream().filter(edge -> edge.source() == index).toList(),
              Retry.DEFAULT,
              null,
              node.onError(),
              node.locality(),
              "stitch-effects",
              false));
    }
    return new PathPlan(hash, isolation, steps, positions);
  }
}
