package dev.stitch.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.json.JsonCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The person at the desk: decides every human task of our journeys, in the proportions of the
 * script.
 */
final class ScriptedOperator {

  private final ApiClient api;
  private final DemoJourneys seeding;
  private final List<String> choices;
  private final Set<String> seen = new HashSet<>();
  private final Map<String, String> decisions = new HashMap<>();

  ScriptedOperator(ApiClient api, DemoJourneys seeding, List<Script.Decision> script) {
    this.api = api;
    this.seeding = seeding;
    this.choices = new ArrayList<>();
    script.forEach(
        decision -> choices.addAll(Collections.nCopies(decision.share(), decision.choice())));
  }

  /**
   * Decides the tasks that have come since the last time. Only questions of steps: that a journey
   * is blocked is no part of the script.
   */
  List<ScriptedRequest> errands() {
    List<ScriptedRequest> errands = new ArrayList<>();
    for (JsonNode task : api.all("/api/tasks?state=open")) {
      String id = task.path("id").asText();
      String entityId = task.path("entityId").asText();
      boolean ours = seeding.addresses().containsKey(entityId);
      if (ours && task.path("kind").asText().equals("step") && seen.add(id)) {
        String choice = choices.get(decisions.size() % choices.size());
        decisions.put(entityId, choice);
        errands.add(
            new ScriptedRequest(
                ScriptedRequest.Kind.DECISION,
                id,
                "/api/tasks/" + id + "/answer",
                JsonCodec.MAPPER.createObjectNode().put("choice", choice)));
      }
    }
    return errands;
  }

  /** What was decided, by entity id. */
  Map<String, String> decisions() {
    return Map.copyOf(decisions);
  }
}
