package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A direct run for an entity is known to the entity's journey as soon as it has begun. */
class GuestRunsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Api API = RunningStack.shared().api();
  private static String flow;
  private static String guest;

  @BeforeAll
  static void publish() {
    flow = API.flow("bmc", "Has guests", Canvas.spine("here").graph());
    Canvas waits = new Canvas().node("wait", "wait.event", "{'event':'go'}");
    guest = API.flow("system", "Guest", waits.graph());
    String home = API.flow("system", "At home", stays().graph());
    API.map(flow, "here", home);
  }

  @Test
  void itHearsTheEntitysEvents() {
    String entity = enter();
    String run = waitingGuest(entity);

    API.post("/api/entities/" + entity + "/events", "{\"name\":\"go\"}").good();

    awaitStatus(run, "completed");
    assertThat(API.get("/api/entities/" + entity).good().get("status").asText())
        .as("the journey's own path waits for another")
        .isEqualTo("waiting");
  }

  @Test
  void itsJourneyKnowsItBeforeAnybodyCanSeeItWait() {
    String run = waitingGuest(enter());

    try (Workflows workflows = new Workflows(RunningStack.shared())) {
      assertThat(workflows.signalsAnsweredBeforeFirstWork("run/" + run)).isEqualTo(1);
    }
  }

  @Test
  void itIsPausedAndResumedWithTheEntity() {
    String entity = enter();
    String run = waitingGuest(entity);

    API.post("/api/entities/" + entity + "/pause", "{}").good();
    awaitStatus(run, "paused");
    API.post("/api/entities/" + entity + "/resume", "{}").good();

    awaitStatus(run, "running");
  }

  @Test
  void itBeginsPausedOrIsPausedWhenItsEntityIs() {
    String entity = enter();
    API.post("/api/entities/" + entity + "/pause", "{}").good();

    String run = start(entity);

    awaitStatus(run, "paused");
    API.post("/api/entities/" + entity + "/resume", "{}").good();
    awaitStatus(run, "running");
  }

  @Test
  void itIsCancelledWithTheEntity() {
    String entity = enter();
    String run = waitingGuest(entity);

    API.post("/api/entities/" + entity + "/cancel", "{}").good();

    awaitStatus(run, "cancelled");
  }

  private static Canvas stays() {
    return new Canvas().node("stay", "wait.event", "{'event':'never'}");
  }

  private static String enter() {
    ObjectNode request = new ObjectMapper().createObjectNode();
    request.put("flowId", flow);
    request.put("contactId", API.contact("Ada", UUID.randomUUID() + "@example.org"));
    String entity = API.post("/api/entities", request).good().get("id").asText();
    Eventually.within(PATIENCE)
        .until(
            () -> entity(entity).get("status").asText().equals("waiting"),
            () -> "it waits at home: " + entity(entity));
    return entity;
  }

  private static JsonNode entity(String id) {
    return API.get("/api/entities/" + id).good();
  }

  private static String waitingGuest(String entity) {
    String run = start(entity);
    Eventually.within(PATIENCE)
        .until(
            () -> run(run).at("/steps/0/status").asText().equals("waiting"),
            () -> "it waits: " + run(run));
    return run;
  }

  private static String start(String entity) {
    return API.post("/api/flows/" + guest + "/run", "{\"entityId\":\"" + entity + "\"}")
        .good()
        .get("runId")
        .asText();
  }

  private static JsonNode run(String id) {
    return API.get("/api/workflows/" + id).good();
  }

  private static void awaitStatus(String run, String status) {
    Eventually.within(PATIENCE)
        .until(
            () -> run(run).get("status").asText().equals(status),
            () -> "the run is " + status + ": " + run(run));
  }
}
