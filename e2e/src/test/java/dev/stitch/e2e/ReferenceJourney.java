package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** The journey that speed is stated for: five UX nodes, each with one flow of three set steps. */
final class ReferenceJourney {

  static final int STAGES = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReferenceJourney() {}

  static ObjectNode spine() {
    ObjectNode graph = JSON.createObjectNode();
    ArrayNode nodes = graph.putArray("nodes");
    ArrayNode edges = graph.putArray("edges");
    for (int i = 0; i < STAGES; i++) {
      node(nodes, "stage" + i, "ux", i).putObject("data");
      if (i > 0) {
        edge(edges, "stage" + (i - 1), "stage" + i);
      }
    }
    return graph;
  }

  /**
   * @param isolation {@code child} or {@code inline}
   * @param steps {@code local} or {@code remote}
   */
  static ObjectNode path(String isolation, String steps) {
    ObjectNode graph = JSON.createObjectNode();
    graph.putObject("settings").put("isolation", isolation).put("steps", steps);
    ArrayNode nodes = graph.putArray("nodes");
    ArrayNode edges = graph.putArray("edges");
    for (int i = 0; i < 3; i++) {
      node(nodes, "set" + i, "set", i)
          .putObject("data")
          .putObject("values")
          .put("step" + i, "size(contact.email)");
      if (i > 0) {
        edge(edges, "set" + (i - 1), "set" + i);
      }
    }
    return graph;
  }

  /** Publishes and maps all of it; answers the business flow's id. */
  static String publish(Api api, String isolation, String steps) {
    String name = "Reference, " + isolation + ", " + steps;
    String bmc = api.flow("bmc", name, spine());
    String system = api.flow("system", name + " path", path(isolation, steps));
    for (int i = 0; i < STAGES; i++) {
      api.map(bmc, "stage" + i, system);
    }
    return bmc;
  }

  /** One contact walks all of it; answers the entity, which is completed. */
  static String walk(Api api, String flow, String name) {
    String contact = api.contact(name, name + "-" + flow + "@example.org");
    JsonNode accepted =
        api.post(
                "/api/flows/" + flow + "/run",
                JSON.createObjectNode().set("contactIds", JSON.createArrayNode().add(contact)))
            .good();
    assertThat(accepted.get("accepted").asInt()).isEqualTo(1);
    String entity = accepted.get("entities").get(0).get("id").asText();
    Eventually.within(Duration.ofMinutes(1))
        .until(
            () ->
                api.get("/api/entities/" + entity)
                    .good()
                    .get("status")
                    .asText()
                    .equals("completed"),
            () -> "completed: " + api.get("/api/entities/" + entity).body());
    return entity;
  }

  private static ObjectNode node(ArrayNode nodes, String id, String type, int column) {
    ObjectNode node = nodes.addObject().put("id", id).put("type", type).put("label", id);
    node.putObject("position").put("x", column * 200).put("y", 0);
    return node;
  }

  private static void edge(ArrayNode edges, String source, String target) {
    edges.addObject().put("id", source + "-" + target).put("source", source).put("target", target);
  }
}
