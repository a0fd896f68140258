package dev.stitch.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.plan.JourneyPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The UX edges out of one UX node, sorted: those with a condition first, then the default, each by
 * {@code data.priority} (none goes last), then id.
 *
 * @param ordinary tried in this order when the stage is done
 * @param timeout taken when the deadline passes; more than one is a mistake
 */
record UxWays(List<Way> ordinary, List<Way> timeout) {

  private static final Comparator<Way> ORDER =
      Comparator.comparing(Way::isDefault)
          .thenComparing(Way::priority)
          .thenComparing(way -> way.edge().id());

  /**
   * @param condition CEL, or null when it always matches
   */
  record Way(Graph.Edge edge, @Nullable String condition, boolean isDefault, double priority) {

    JourneyPlan.UxEdge compiled() {
      return new JourneyPlan.UxEdge(edge.id(), edge.target(), condition, isDefault);
    }
  }

  static UxWays of(List<Graph.Edge> edges) {
    List<Graph.Edge> ordinary = edges.stream().filter(edge -> !byDeadline(edge)).toList();
    List<Graph.Edge> timeout = edges.stream().filter(UxWays::byDeadline).toList();
    return new UxWays(sorted(ordinary, ordinary.size() > 1), sorted(timeout, false));
  }

  List<Way> all() {
    List<Way> all = new ArrayList<>(ordinary);
    all.addAll(timeout);
    return all;
  }

  static boolean byDeadline(Graph.Edge edge) {
    return "timeout".equals(edge.handle());
  }

  static boolean marked(Graph.Edge edge) {
    return edge.data().path("default").booleanValue();
  }

  static @Nullable String condition(Graph.Edge edge) {
    String condition = edge.data().path("condition").textValue();
    return condition == null || condition.isBlank() ? null : condition;
  }

  /** An edge without condition beside others can only be meant as the default. */
  private static List<Way> sorted(List<Graph.Edge> edges, boolean several) {
    return edges.stream().map(edge -> way(edge, several)).sorted(ORDER).toList();
  }

  private static Way way(Graph.Edge edge, boolean several) {
    String condition = condition(edge);
    boolean isDefault = marked(edge) || (several && condition == null);
    JsonNode priority = edge.data().path("priority");
    return new Way(
        edge,
        isDefault ? null : condition,
        isDefault,
        priority.isNumber() ? priority.doubleValue() : Double.POSITIVE_INFINITY);
  }
}
