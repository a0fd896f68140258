package dev.stitch.api.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.graph.Graphs;
import dev.stitch.graph.JsonSchemas;
import dev.stitch.launch.request.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * What a flow may be as a draft: named, of a kind, and a graph that the canvas can open. Whether
 * the graph means anything is asked when it is published.
 */
final class FlowRules {

  static final int MAX_NAME = 200;
  static final int MAX_TAGS = 20;
  static final int MAX_TAG = 60;

  private FlowRules() {}

  /**
   * The request with its name trimmed, an empty graph where none is given, and each tag once.
   *
   * @throws ApiProblem 400 when the graph is not of a graph's shape, 422 for what else is wrong
   */
  static FlowRequest accepted(FlowRequest request) {
    ObjectNode graph = request.graph() == null ? emptyGraph() : request.graph();
    requireArray(graph, "nodes");
    requireArray(graph, "edges");
    List<Fault> faults = new ArrayList<>();
    String name = Texts.trimmed(request.name());
    if (name == null) {
      faults.add(new Fault("/name", "is required"));
    } else if (name.length() > MAX_NAME) {
      faults.add(new Fault("/name", "must be at most " + MAX_NAME + " characters"));
    }
    if (request.kind() == null) {
      faults.add(new Fault("/kind", "is required: bmc or system"));
    }
    Graphs.limits(graph).forEach(problem -> faults.add(new Fault("/graph", problem.message())));
    if (request.inputSchema() != null) {
      JsonSchemas.faults(request.inputSchema())
          .forEach(
              fault -> faults.add(new Fault("/inputSchema" + fault.pointer(), fault.message())));
    }
    List<String> tags = Texts.distinct(request.tags());
    if (tags.size() > MAX_TAGS) {
      faults.add(new Fault("/tags", "may be at most " + MAX_TAGS));
    }
    if (tags.stream().anyMatch(tag -> tag.length() > MAX_TAG)) {
      faults.add(new Fault("/tags", "must be at most " + MAX_TAG + " characters each"));
    }
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
    return new FlowRequest(name, request.kind(), graph, request.inputSchema(), tags);
  }

  private static ObjectNode emptyGraph() {
    ObjectNode graph = JsonNodeFactory.instance.objectNode();
    graph.putArray("nodes");
    graph.putArray("edges");
    return graph;
  }

  private static void requireArray(ObjectNode graph, String field) {
    JsonNode value = graph.get(field);
    if (value != null && !value.isArray()) {
      throw ApiProblem.unreadable("/graph/" + field, "must be an array");
    }
  }
}
