package dev.stitch.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.port.JsonCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The person at the desk: decides every human task of our journeys, in the proportions of the
 * script.
 */
final class Desk {

  private final ApiClient api;
  private final Seeding seeding;
  private final List<String> turns;
  private final Set<String> seen = new HashSet<>();
  private final Map<String, String> decisions = new ConcurrentHashMap<>();
  private int turn;

  Desk(ApiClient api, Seeding seeding, List<Blueprint.Decision> script) {
    this.api = api;
    this.seeding = seeding;
    this.turns = new ArrayList<>();
    script.forEach(
        decision -> turns.addAll(Collections.nCopies(decision.share(), decision.choice())));
  }

  /** A task and what is decided about it. */
  record Due(String taskId, String entityId, String choice) {}

  /**
   * The tasks that have come since the last time. Only questions of steps: a blocked journey is no
   * part of the script.
   */
  List<Due> readNewTasks() {
    List<Due> due = new ArrayList<>();
    for (JsonNode task : api.all("/api/tasks?state=open")) {
      String entityId = task.path("entityId").asText();
      boolean ours =
          seeding.addresses().containsKey(entityId) && task.path("kind").asText().equals("step");
      if (ours && seen.add(task.path("id").asText())) {
        due.add(new Due(task.path("id").asText(), entityId, turns.get(turn++ % turns.size())));
      }
    }
    return due;
  }

  /**
   * Answers a task.
   *
   * @return whether the answer was taken
   */
  boolean answer(Due due) {
    boolean taken =
        api.tryPost(
                "/api/tasks/" + due.taskId() + "/answer",
                JsonCodec.MAPPER.createObjectNode().put("choice", due.choice()))
            .succeeded();
    if (taken) {
      decisions.put(due.entityId(), due.choice());
    }
    return taken;
  }

  /** What was decided, by entity id. */
  Map<String, String> decisions() {
    return Map.copyOf(decisions);
  }
}
