package dev.stitch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;

/**
 * Runs of a stack as its API tells of them, and what is waited for before the next thing is done.
 */
record Runs(Api api) {

  private static final Set<String> FINAL = Set.of("completed", "failed", "cancelled", "killed");

  JsonNode view(String run) {
    return api.get("/api/workflows/" + run).good();
  }

  void act(String run, String act) {
    api.post("/api/workflows/" + run + "/" + act, "{}").good();
  }

  void await(String run, String status) {
    await(run, "/status", status);
  }

  /** Waits until a part of a run, by its JSON pointer, is this. */
  void await(String run, String pointer, String value) {
    Eventually.within(Duration.ofSeconds(60))
        .until(
            () -> view(run).at(pointer).asText().equals(value),
            () -> pointer + " is " + value + ": " + view(run));
  }

  void awaitEnd(String run) {
    Eventually.within(Duration.ofMinutes(2))
        .until(() -> FINAL.contains(view(run).get("status").asText()), () -> "ends: " + view(run));
  }

  /** The open tasks of a run or an entity, as in {@code runId=…}. */
  JsonNode tasks(String whose) {
    return api.get("/api/tasks?state=open&" + whose).good().get("data");
  }

  void answer(String whose, String choice) {
    answer(tasks(whose).get(0), choice);
  }

  void answer(JsonNode task, String choice) {
    api.post("/api/tasks/" + task.get("id").asText() + "/answer", "{\"choice\":\"" + choice + "\"}")
        .good();
  }
}
