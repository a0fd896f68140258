package dev.stitch.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.port.JsonCodec;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Brings the blueprint's flows into the API. Doing it again changes nothing. */
final class Publication {

  private final ApiClient api;

  Publication(ApiClient api) {
    this.api = api;
  }

  /**
   * Publishes and maps all flows.
   *
   * @return the id of the business flow
   */
  String publish(Blueprint blueprint) {
    String businessFlow =
        publish("bmc", blueprint.businessFlow().name(), blueprint.businessFlow().graph());
    ObjectNode mappings = JsonCodec.MAPPER.createObjectNode();
    var list = mappings.putArray("mappings");
    Map<String, String> ids = new HashMap<>();
    for (Blueprint.SystemFlow flow : blueprint.systemFlows()) {
      String id = publish("system", flow.name(), calling(flow.graph(), ids));
      ids.put(Blueprint.FLOW + flow.name(), id);
      if (flow.uxNodeId() != null) {
        list.addObject()
            .put("uxNodeId", flow.uxNodeId())
            .put("systemFlowId", id)
            .put("position", 0);
      }
    }
    api.post("/api/flows/" + businessFlow + "/ux-mapping", mappings);
    if (blueprint.inboundRoute() != null) {
      api.post(
          "/api/inbound-routes",
          JsonCodec.MAPPER
              .createObjectNode()
              .put("address", blueprint.inboundRoute().address())
              .put("flowId", businessFlow)
              .put("uxNodeId", blueprint.inboundRoute().uxNodeId()));
    }
    return businessFlow;
  }

  /** A graph whose steps call flows by their ids instead of their names. */
  private static JsonNode calling(JsonNode graph, Map<String, String> ids) {
    JsonNode copy = graph.deepCopy();
    for (JsonNode node : copy.path("nodes")) {
      String id = ids.get(node.path("data").path("flowId").asText());
      if (id != null) {
        ((ObjectNode) node.path("data")).put("flowId", id);
      }
    }
    return copy;
  }

  private String publish(String kind, String name, JsonNode graph) {
    ObjectNode draft = JsonCodec.MAPPER.createObjectNode().put("name", name).put("kind", kind);
    draft.set("graph", graph);
    String id =
        find(kind, name)
            .map(known -> update(known, draft))
            .orElseGet(() -> api.post("/api/flows", draft).path("id").asText());
    api.post("/api/flows/" + id + "/versions", JsonCodec.MAPPER.createObjectNode());
    return id;
  }

  private Optional<String> find(String kind, String name) {
    String path =
        "/api/flows?kind=" + kind + "&q=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return api.all(path).stream()
        .filter(flow -> flow.path("name").asText().equals(name))
        .map(flow -> flow.path("id").asText())
        .findFirst();
  }

  private String update(String id, ObjectNode draft) {
    String path = "/api/flows/" + id;
    JsonNode known = api.get(path);
    if (!known.path("draft").equals(draft.path("graph"))) {
      api.put(path, draft, "\"" + known.path("draftRevision").asText() + "\"");
    }
    return id;
  }
}
