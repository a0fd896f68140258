package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A journey that ends leaves nothing running behind it, however it ends. */
class NothingLeftRunningTest {

  private final Api api = RunningStack.shared().api();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          cancel  | {}                  | cancelled
          advance | {}                  | completed
          move    | {'uxNodeId':'last'} | completed
          events  | {'name':'goodbye'}  | exited
          """)
  void whatRunsAtTheLastStageIsCancelledWithTheJourney(String act, String body, String end) {
    String entity = waitingInAPath();

    assertThat(api.post("/api/entities/" + entity + "/" + act, Canvas.json(body)).status())
        .isLessThan(300);

    await(entity, "/status", end);
    await(entity, "/runs/0/status", "cancelled");
  }

  /** At the first of two stages, in a path that runs as a workflow of its own and only waits. */
  private String waitingInAPath() {
    String path =
        api.flow(
            "system",
            "Endless " + UUID.randomUUID(),
            new Canvas().node("wait", "wait", "{'duration':'P30D'}").graph());
    Canvas spine =
        new Canvas()
            .node("first", "ux", "{'exitWhen':'event.name == \"goodbye\"'}")
            .node("last", "ux", "{}")
            .edge("first", "last");
    String flow = api.flow("bmc", "Left early " + UUID.randomUUID(), spine.graph());
    api.map(flow, "first", path);
    String contact = api.contact("Ada", UUID.randomUUID() + "@example.org");
    String entity =
        api.post(
                "/api/entities",
                Canvas.json("{'flowId':'" + flow + "','contactId':'" + contact + "'}"))
            .good()
            .get("id")
            .asText();
    await(entity, "/runs/0/status", "running");
    await(entity, "/status", "waiting");
    return entity;
  }

  private void await(String entity, String pointer, String wanted) {
    Eventually.within(Duration.ofSeconds(30))
        .until(
            () -> entity(entity).at(pointer).asText().equals(wanted),
            () -> pointer + " is " + wanted + ": " + entity(entity));
  }

  private JsonNode entity(String id) {
    return api.get("/api/entities/" + id).good();
  }
}
