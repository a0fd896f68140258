package dev.stitch.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.expression.VariableFields;
import dev.stitch.json.CanonicalJson;
import dev.stitch.model.FlowKind;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;
import dev.stitch.schema.PropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with a graph as the canvas stores it. Pure functions; none of them recurses as
 * deep as a graph may be nested or as long as its longest path.
 */
public final class Graphs {

  private Graphs() {}

  /** Everything that is wrong or doubtful; never throws, whatever the JSON. */
  public static Validation validate(FlowKind kind, JsonNode graph) {
    return validate(kind, graph, null);
  }

  /**
   * As {@link #validate(FlowKind, JsonNode)}, and whether the flow's input has what is read of it.
   *
   * @param inputSchema of the flow; null when it has none
   */
  public static Validation validate(FlowKind kind, JsonNode graph, @Nullable JsonNode inputSchema) {
    Problems problems = new Problems();
    List<String> spine = List.of();
    if (GraphLimits.check(graph, problems)) {
      Graph read = GraphReader.read(graph, problems);
      switch (kind) {
        case SYSTEM -> new PathCheck(read, VariableFields.ofSteps(inputSchema), problems).run();
        case BMC -> spine = new SpineCheck(read, problems).run();
      }
    }
    return problems.validation(spine);
  }

  /** What keeps a graph from being stored even as a draft: its size, depth or characters. */
  public static List<GraphProblem> limits(JsonNode graph) {
    Problems problems = new Problems();
    GraphLimits.check(graph, problems);
    return problems.validation(List.of()).errors();
  }

  /**
   * SHA-256 of the graph's canonical JSON, 64 lower-case hex digits. The order of a form's fields
   * counts, that of all other keys does not.
   */
  public static String hash(JsonNode graph) {
    return CanonicalJson.hash(PropertyOrder.kept(graph));
  }

  /**
   * The plan of a business flow.
   *
   * @throws InvalidGraphException when the graph has no readable UX spine
   */
  public static JourneyPlan compileJourney(JsonNode graph) {
    Problems problems = new Problems();
    Graph read = readable(graph, problems);
    return JourneyCompiler.compile(hash(graph), read, problems);
  }

  /**
   * The plan of a system flow.
   *
   * @throws InvalidGraphException when the graph is not a readable, acyclic graph of known types
   */
  public static PathPlan compilePath(JsonNode graph) {
    Problems problems = new Problems();
    Graph read = readable(graph, problems);
    return PathCompiler.compile(hash(graph), read, problems);
  }

  private static Graph readable(JsonNode graph, Problems problems) {
    GraphLimits.check(graph, problems);
    problems.refuse();
    Graph read = GraphReader.read(graph, problems);
    problems.refuse();
    return read;
  }
}
