package dev.stitch.activities.journey;

import static dev.stitch.activities.journey.JourneyWorld.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws business and system flows that can be published. Waits of a drawing take 1, 2, 4, 8 …
 * hours, so that no two ways of waiting end at the same instant; {@link #LONG} outlasts them all.
 */
final class RandomFlows {

  /** Hours after which every wait and deadline of a drawing is over. */
  static final int LONG = 100;

  private static final int MOST_WAITS = 6;

  private final Random random;
  private int waits;
  private int nodes;

  RandomFlows(Random random) {
    this.random = random;
  }

  // ---- business flows ----

  /** Stages {@code u0, u1, …}; those that ask for {@code 'go'}, a deadline or a fork vary. */
  ObjectNode business(int stages) {
    ObjectNode graph = JourneyWorld.spine(names(stages));
    for (int i = 0; i < stages; i++) {
      ((ObjectNode) graph.get("nodes").get(i)).set("data", stage());
    }
    ArrayNode edges = (ArrayNode) graph.get("edges");
    if (stages > 2 && random.nextBoolean()) {
      ((ObjectNode) edges.get(0)).set("data", json("{'default':true}"));
      edges.add(
          json(
              "{'id':'fork','source':'u0','target':'u2','data':{'condition':'entity.metadata.way == 1'}}"));
    }
    if (stages > 1 && random.nextBoolean()) {
      String last = "u" + (stages - 1);
      edges.add(
          json("{'id':'late','source':'u0','target':'" + last + "','sourceHandle':'timeout'}"));
    }
    return graph;
  }

  private static String[] names(int stages) {
    String[] names = new String[stages];
    for (int i = 0; i < stages; i++) {
      names[i] = "u" + i;
    }
    return names;
  }

  private ObjectNode stage() {
    ObjectNode data = JsonCodec.MAPPER.createObjectNode();
    String advance =
        pick(List.of("on_path_completed", "on_path_completed", "auto", "manual", "on_event"));
    data.put("advance", advance);
    if (advance.equals("on_event")) {
      data.put("event", "go");
    }
    if (random.nextInt(3) == 0) {
      data.put("deadline", "PT70H30M");
    }
    if (random.nextInt(5) == 0) {
      data.put("humanApproval", true);
    }
    if (random.nextInt(5) == 0) {
      data.put("goal", "entity.metadata.won == 1");
    }
    if (random.nextInt(5) == 0) {
      data.put("exitWhen", "entity.metadata.lost == 1");
    }
    return data;
  }

  // ---- system flows ----

  /** Up to five steps, inside the journey or as a workflow of their own, local or remote. */
  ObjectNode system() {
    List<String> steps = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      steps.add(step("n" + nodes++));
    }
    String isolation = random.nextBoolean() ? "child" : "inline";
    String where = random.nextInt(4) == 0 ? ",'steps':'remote'" : "";
    ObjectNode graph =
        JourneyWorld.chain(
            "{'isolation':'" + isolation + "'" + where + "}", steps.toArray(String[]::new));
    rewire(graph);
    return graph;
  }

  /** Some edges of the chain become branches, and some steps lead further on besides. */
  private void rewire(ObjectNode graph) {
    ArrayNode all = (ArrayNode) graph.get("nodes");
    ArrayNode edges = (ArrayNode) graph.get("edges");
    for (int i = 0; i + 1 < all.size(); i++) {
      String branch = branch(all.get(i).get("type").asText());
      if (branch != null && random.nextBoolean()) {
        ((ObjectNode) edges.get(i)).put("sourceHandle", branch);
      }
      if (i + 2 < all.size() && random.nextBoolean()) {
        edges
            .addObject()
            .put("id", "further" + i)
            .put("source", all.get(i).get("id").asText())
            .put("target", all.get(i + 2).get("id").asText());
      }
    }
  }

  private String branch(String type) {
    return switch (type) {
      case "condition" -> random.nextBoolean() ? "true" : "false";
      case "human.task" -> random.nextBoolean() ? "yes" : "no";
      case "wait.event" -> "timeout";
      default -> null;
    };
  }

  private String step(String id) {
    return switch (random.nextInt(8)) {
      case 0 ->
          step(
              id,
              "condition",
              "'expression':'" + (random.nextBoolean() ? "1 == 1" : "1 == 2") + "'");
      case 1, 2 ->
          waits == MOST_WAITS ? set(id) : step(id, "wait", "'duration':'" + nextWait() + "'");
      case 3 -> step(id, "wait.event", "'event':'reply'" + match() + timeout("timeout"));
      case 4 ->
          step(
              id,
              "human.task",
              "'title':'Ask " + id + "','choices':['yes','no']" + timeout("dueIn"));
      case 5 -> // fails until somebody puts a number there
          step(id, "set", "'values':{'" + id + "':'entity.metadata.repaired + 1'}" + onError());
      default -> set(id);
    };
  }

  private static String set(String id) {
    return step(id, "set", "'values':{'" + id + "':'40 + 2'}");
  }

  private static String step(String id, String type, String data) {
    return "{'id':'" + id + "','type':'" + type + "','data':{" + data + "}}";
  }

  private String match() {
    return random.nextBoolean() ? "" : ",'match':'event.data.n > 1'";
  }

  private String timeout(String field) {
    return waits == MOST_WAITS || random.nextBoolean()
        ? ""
        : ",'" + field + "':'" + nextWait() + "'";
  }

  private String nextWait() {
    return "PT" + (1 << waits++) + "H";
  }

  private String onError() {
    return ",'onError':'" + pick(List.of("fail", "fail", "continue", "branch")) + "'";
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
