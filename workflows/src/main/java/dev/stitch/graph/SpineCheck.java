package dev.stitch.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.expression.Expressions;
import dev.stitch.graph.expression.Scope;
import dev.stitch.graph.expression.VariableFields;
import dev.stitch.model.NearNames;
import dev.stitch.plan.JourneyPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks a business flow: its UX spine. System nodes in it are not run, so only ids matter. */
final class SpineCheck {

  private final Graph graph;
  private final Problems problems;

  SpineCheck(Graph graph, Problems problems) {
    this.graph = graph;
    this.problems = problems;
  }

  /** Returns the ids of the spine, breadth first from its start. */
  List<String> run() {
    Spine spine = Spine.of(graph, problems);
    if (spine.stages().isEmpty()) {
      problems.error("A business flow needs at least one UX node; add a node of type 'ux'");
      return List.of();
    }
    for (Graph.Node stage : spine.stages()) {
      List<Graph.Edge> edges = spine.waysOut(stage.id());
      stage(stage, UxWays.of(edges));
      edges.forEach(this::edge);
    }
    return reachable(spine);
  }

  private List<String> reachable(Spine spine) {
    List<Graph.Node> starts = spine.starts();
    Graph.Node start = starts.getFirst();
    List<String> reachable = spine.reachable(start.id());
    if (starts.size() > 1) {
      problems.warning(
          start,
          "data.start",
          "the flow has several places to begin ("
              + starts.stream().limit(10).map(Graph.Node::quoted).collect(Collectors.joining(", "))
              + "); journeys begin here unless told otherwise: tick “Journeys begin here” on the right one");
    }
    Set<String> seen = new HashSet<>(reachable);
    for (Graph.Node stage : spine.stages()) {
      if (!seen.contains(stage.id())) {
        problems.warning(
            stage,
            null,
            "no way leads here from %s, where journeys begin; connect or remove it"
                .formatted(start.quoted()));
      }
    }
    return reachable;
  }

  private void stage(Graph.Node node, UxWays ways) {
    JourneyPlan.Stage stage = StageReader.read(node, ways, problems);
    condition(node, "goal", stage.goal());
    condition(node, "exitWhen", stage.exitWhen());
    misspelt(node);
    ways(node, ways, stage.deadline() != null);
  }

  /** Only what looks like a known setting: the canvas and its users keep other things there too. */
  private void misspelt(Graph.Node node) {
    for (var entry : node.data().properties()) {
      String name = entry.getKey();
      String hint =
          StageReader.FIELDS.contains(name) ? "" : NearNames.hint(name, StageReader.FIELDS);
      if (!hint.isEmpty()) {
        problems.warning(
            node, "data." + name, "'" + name + "' is not a setting of a UX node" + hint);
      }
    }
  }

  private void condition(Graph.Node node, String field, @Nullable String expression) {
    if (expression != null) {
      Expressions.checkCondition(expression)
          .ifPresent(
              problem ->
                  problems.error(
                      node, "data." + field, StageReader.title(field) + " is wrong: " + problem));
      Expressions.unknownFields(Scope.GRAPH, expression, VariableFields.OF_STAGES)
          .forEach(problem -> problems.warning(node, "data." + field, problem));
    }
  }

  private void ways(Graph.Node node, UxWays ways, boolean deadline) {
    long marked = ways.ordinary().stream().filter(way -> UxWays.marked(way.edge())).count();
    long unconditional = ways.ordinary().stream().filter(way -> way.condition() == null).count();
    if (marked > 1) {
      problems.warning(
          node,
          null,
          "several ways out of it are “Taken when nothing else is”, and only the first is ever taken; keep one");
    } else if (ways.ordinary().size() > 1 && unconditional > 1) {
      problems.warning(
          node,
          null,
          "several ways out of it have no condition, and only the first is ever taken; set “Taken when” on each but one");
    } else if (!ways.ordinary().isEmpty() && unconditional == 0) {
      problems.warning(
          node,
          null,
          "when no condition of its ways out holds, the journey cannot go on; tick “Taken when nothing else is” on one of them");
    }
    if (!ways.timeout().isEmpty() && !deadline) {
      problems.warning(
          node,
          "data.deadline",
          "a way leaves it by timeout, but it has no “Longest stay”; set one or remove the way");
    }
    if (ways.timeout().size() > 1) {
      problems.warning(
          node, null, "several ways leave it by timeout, and only the first is taken; keep one");
    }
  }

  private void edge(Graph.Edge edge) {
    JsonNode data = edge.data();
    JsonNode condition = data.path("condition");
    if (!JsonKinds.absent(condition) && !condition.isTextual()) {
      problems.error(edge, "data.condition", "“Taken when” must be a CEL expression as text");
    }
    if (!JsonKinds.absent(data.path("default")) && !data.path("default").isBoolean()) {
      problems.error(edge, "data.default", "“Taken when nothing else is” must be true or false");
    }
    if (!JsonKinds.absent(data.path("priority")) && !data.path("priority").isNumber()) {
      problems.error(edge, "data.priority", "“Priority” must be a number");
    }
    String expression = UxWays.condition(edge);
    if (expression == null) {
      return;
    }
    Expressions.checkCondition(expression)
        .ifPresent(
            problem -> problems.error(edge, "data.condition", "“Taken when” is wrong: " + problem));
    Expressions.unknownFields(Scope.GRAPH, expression, VariableFields.OF_SPINE_EDGES)
        .forEach(problem -> problems.warning(edge, "data.condition", problem));
    if (UxWays.marked(edge)) {
      problems.warning(
          edge,
          "data.condition",
          "the way is “Taken when nothing else is”, so its condition is never asked");
    }
  }
}
