package dev.stitch.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of the journeys.
 *
 * @param results how many came to which result
 * @param faults journeys that did not end as they should, and why; empty when all is well
 */
record Verdict(Map<String, Integer> results, List<String> faults) {

  /**
   * Judges journeys by what the API says of them now.
   *
   * @param decisions what was decided about whom, by entity id
   */
  static Verdict of(List<JsonNode> entities, Script script, Map<String, String> decisions) {
    Map<String, Integer> results = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    for (JsonNode entity : entities) {
      String result = entity.path("metadata").path("outreach").path("result").asText("none");
      results.merge(result, 1, Integer::sum);
      fault(entity, result, script, decisions).ifPresent(faults::add);
    }
    return new Verdict(results, faults);
  }

  /** Whether every journey ended as it should. */
  boolean isGood() {
    return faults.isEmpty();
  }

  private static Optional<String> fault(
      JsonNode entity, String result, Script script, Map<String, String> decisions) {
    String who =
        entity.path("contact").path("email").asText()
            + " (entity "
            + entity.path("id").asText()
            + ")";
    String status = entity.path("status").asText();
    String node = entity.path("currentNodeId").asText();
    if (!status.equals("completed") || !node.equals(script.lastNodeId())) {
      return Optional.of(who + " is " + status + " at " + node + waiting(entity));
    }
    if (!script.results().containsKey(result)) {
      return Optional.of(who + " ended without a known result: " + result);
    }
    String decided = decisions.get(entity.path("id").asText());
    if (decided != null && !decided.equals(result)) {
      return Optional.of(who + " ended with " + result + " although " + decided + " was decided");
    }
    return Optional.empty();
  }

  private static String waiting(JsonNode entity) {
    JsonNode waitingOn = entity.path("waitingOn");
    return waitingOn.isEmpty() ? "" : ", waiting on " + waitingOn;
  }
}
