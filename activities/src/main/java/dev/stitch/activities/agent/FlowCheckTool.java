package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.GraphProblem;
import dev.stitch.graph.Graphs;
import dev.stitch.graph.Validation;
import dev.stitch.model.AgentTool;
import dev.stitch.model.FlowKind;
import dev.stitch.store.Jsonb;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * {@code flow.check}: validates a graph, which is kept with the call: the last one that is valid is
 * what an agent that drafts a flow proposes.
 */
@Singleton
final class FlowCheckTool extends DescribedTool {

  /** So many faults are enough to mend at once. */
  private static final int MOST_PROBLEMS = 40;

  FlowCheckTool() {
    super(
        AgentTool.FLOW_CHECK,
        "Validates the graph of a flow and hands it in: says what is wrong at which node and field,"
            + " and how to mend it. Nothing is saved.",
        """
        {"type": "object", "required": ["kind", "graph"], "properties": {
          "kind": {"enum": ["bmc", "system"]},
          "graph": {
            "type": "object", "required": ["nodes", "edges"],
            "properties": {"nodes": {"type": "array"}, "edges": {"type": "array"}},
            "description": "The whole graph, not only what has changed"}}}
        """);
  }

  @Override
  public String preview(JsonNode input) {
    return "It checks a graph of " + input.path("graph").path("nodes").size() + " nodes";
  }

  @Override
  public JsonNode call(ToolCallContext context, JsonNode input) {
    FlowKind kind = input.path("kind").asText().equals("bmc") ? FlowKind.BMC : FlowKind.SYSTEM;
    Validation validation = Graphs.validate(kind, input.path("graph"));
    ObjectNode answer = Jsonb.object().put("valid", validation.valid());
    put(answer, "errors", validation.errors());
    put(answer, "warnings", validation.warnings());
    return answer;
  }

  private static void put(ObjectNode answer, String field, List<GraphProblem> problems) {
    answer.set(field, Jsonb.tree(problems.stream().limit(MOST_PROBLEMS).toList()));
    if (problems.size() > MOST_PROBLEMS) {
      answer.put(field + "LeftOut", problems.size() - MOST_PROBLEMS);
    }
  }
}
