package dev.stitch.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects findings, at most {@link #MAX} of each kind so that an answer stays readable. */
final class Problems {

  static final int MAX = 200;

  private final List<GraphProblem> errors = new ArrayList<>();
  private final List<GraphProblem> warnings = new ArrayList<>();
  private int omitted;

  void error(String message) {
    add(errors, new GraphProblem(null, null, null, message));
  }

  void error(Graph.Node node, @Nullable String field, String message) {
    add(errors, new GraphProblem(node.id(), null, field, node.name() + ": " + message));
  }

  void error(Graph.Edge edge, String field, String message) {
    add(errors, new GraphProblem(null, edge.id(), field, edge.name() + ": " + message));
  }

  void warning(String message) {
    add(warnings, new GraphProblem(null, null, null, message));
  }

  void warning(Graph.Node node, @Nullable String field, String message) {
    add(warnings, new GraphProblem(node.id(), null, field, node.name() + ": " + message));
  }

  void warning(Graph.Edge edge, String field, String message) {
    add(warnings, new GraphProblem(null, edge.id(), field, edge.name() + ": " + message));
  }

  boolean clean() {
    return errors.isEmpty();
  }

  void refuse() {
    if (!clean()) {
      throw new InvalidGraphException(errors);
    }
  }

  Validation validation(List<String> uxSpine) {
    List<GraphProblem> all = new ArrayList<>(errors);
    if (omitted > 0) {
      all.add(new GraphProblem(null, null, null, omitted + " more problems are not listed"));
    }
    return new Validation(all, warnings, uxSpine);
  }

  private void add(List<GraphProblem> list, GraphProblem problem) {
    if (list.size() < MAX) {
      list.add(problem);
    } else if (list == errors) {
      omitted++;
    }
  }
}
