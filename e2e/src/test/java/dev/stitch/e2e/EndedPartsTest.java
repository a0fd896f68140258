package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people see within a minute of an end that an operator has made of a workflow. */
class EndedPartsTest extends OperatedStack {

  /** What an operator takes hold of. */
  private enum Part {
    PATH,
    SUBFLOW,
    FOR_EACH,
    ITEM
  }

  @ParameterizedTest
  @EnumSource
  void anEndOfOnePartBlocksTheEntityWithATaskThatSaysWhy(OutsideHands.End end) {
    Map<Part, String> entities = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      String path =
          switch (part) {
            case PATH -> mailAndWait;
            case SUBFLOW -> callOne;
            case FOR_EACH, ITEM -> callMany;
          };
      entities.put(part, enter(flow(path), UUID.randomUUID() + "@example.org"));
    }
    awaitRun(entities.get(Part.PATH), "one", "waiting at its event");
    String subflow = awaitCalled(entities.get(Part.SUBFLOW), 1).getFirst();
    List<String> items = awaitCalled(entities.get(Part.FOR_EACH), 3);
    String item = awaitCalled(entities.get(Part.ITEM), 3).getFirst();

    OPERATOR.end(run(entities.get(Part.PATH), "one").get("workflowId").asText(), end);
    OPERATOR.end(subflow, end);
    OPERATOR.end(eachOf(entities.get(Part.FOR_EACH)), end);
    OPERATOR.end(item, end);
    // An item that failed ends its for_each once the others have ended.
    awaitCalled(entities.get(Part.ITEM), 3).stream()
        .filter(other -> !other.equals(item))
        .forEach(other -> signal(other, "go"));

    entities.forEach(
        (part, entity) -> {
          await(entity, "/status", "blocked");
          assertThat(api.get("/api/tasks/" + awaitTask(entity, "blocked")).good().toString())
              .as(part + " after " + end)
              .containsAnyOf("terminated", "cancelled", "killed", "gone from Temporal");
        });
    items.forEach(other -> awaitFinal(other.substring("run/".length())));
    awaitFinal(subflow.substring("run/".length()));
  }

  @ParameterizedTest
  @EnumSource
  void anEndedJourneyIsCancelledAndSoIsWhatItHadStarted(OutsideHands.End end) {
    String entity = enter(flow(mailAndWait), UUID.randomUUID() + "@example.org");
    awaitRun(entity, "one", "waiting at its event");

    OPERATOR.end("journey/" + entity, end);

    assertThat(api.post("/api/entities/" + entity + "/pause", "{}").status())
        .as("an act on it has its effect, or says that it has none")
        .isIn(409, 503);
    await(entity, "/status", "cancelled", "/runs/0/status", "cancelled");
    JsonNode last =
        api.get("/api/entities/" + entity + "/journey-events?sort=-seq").good().at("/data/0");
    assertThat(last.get("type").asText()).isEqualTo("journey_cancelled");
  }

  @ParameterizedTest
  @EnumSource
  void anEndedDirectRunSaysSo(OutsideHands.End end) {
    String run = api.post("/api/flows/" + waitAlone() + "/run", "{}").good().get("runId").asText();
    awaitNode(run, "wait", "waiting");

    OPERATOR.end("run/" + run, end);

    awaitRunStatus(run, end == OutsideHands.End.CANCEL ? "cancelled" : "killed");
  }
}
