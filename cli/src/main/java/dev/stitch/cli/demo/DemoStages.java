package dev.stitch.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many journeys of a flow stand where.
 *
 * @param stages in the order of the spine
 */
record DemoStages(List<Stage> stages) {

  private static final List<String> ENDED = List.of("completed", "exited", "cancelled");

  /**
   * One UX node.
   *
   * @param label as people read it
   * @param live journeys that stand here, by status
   * @param ended journeys that ended here
   */
  record Stage(String label, Map<String, Integer> live, int ended) {

    /** How many stand here. */
    int standing() {
      return live.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** Reads them. */
  static DemoStages read(ApiClient api, String flowId) {
    List<Stage> stages = new ArrayList<>();
    for (JsonNode node : api.get("/api/flows/" + flowId + "/stages").path("data")) {
      Map<String, Integer> live = new LinkedHashMap<>();
      int ended = 0;
      for (Map.Entry<String, JsonNode> count : node.path("counts").properties()) {
        if (ENDED.contains(count.getKey())) {
          ended += count.getValue().asInt();
        } else {
          live.put(count.getKey(), count.getValue().asInt());
        }
      }
      stages.add(new Stage(node.path("label").asText(node.path("uxNodeId").asText()), live, ended));
    }
    return new DemoStages(stages);
  }

  /** Without the journeys that had ended before. */
  DemoStages since(DemoStages before) {
    List<Stage> fresh = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      int earlier = i < before.stages.size() ? before.stages.get(i).ended() : 0;
      fresh.add(new Stage(stage.label(), stage.live(), stage.ended() - earlier));
    }
    return new DemoStages(fresh);
  }

  /** How many have ended. */
  int ended() {
    return stages.stream().mapToInt(Stage::ended).sum();
  }
}
