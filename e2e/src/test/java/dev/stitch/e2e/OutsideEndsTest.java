package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of rows whose workflow an operator ends in Temporal, without asking us. */
class OutsideEndsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningStack stack = RunningStack.shared();
  private final Api api = stack.api();
  private final WorkflowClient temporal = stack.temporal();
  private String entity;

  @BeforeEach
  void enterAndWait() {
    String path =
        api.flow(
            "system",
            "Wait " + UUID.randomUUID(),
            json("{'nodes':[{'id':'w','type':'wait.event','data':{'event':'go'}}],'edges':[]}"));
    String flow =
        api.flow(
            "bmc",
            "Spine " + UUID.randomUUID(),
            json(
                "{'nodes':[{'id':'one','type':'ux'},{'id':'two','type':'ux'}],'edges':[{'id':'e','source':'one','target':'two'}]}"));
    api.map(flow, "one", path);
    String contact = api.contact("Ada", UUID.randomUUID() + "@example.org");
    entity =
        api.post(
                "/api/entities",
                JSON.createObjectNode().put("flowId", flow).put("contactId", contact))
            .good()
            .get("id")
            .asText();
    await("waiting");
  }

  @Test
  void aTerminatedJourneyIsCancelledAndSoIsWhatItHadStarted() {
    temporal.newUntypedWorkflowStub("journey/" + entity).terminate("by an operator");

    await("cancelled");

    Eventually.within(Duration.ofSeconds(20))
        .until(() -> runStatus().equals("cancelled"), () -> "its run is " + runStatus());
    JsonNode last =
        api.get("/api/entities/" + entity + "/journey-events?sort=-seq").good().at("/data/0");
    assertThat(last.get("type").asText()).isEqualTo("journey_cancelled");
  }

  @Test
  void aTerminatedPathIsKilledAndBlocksItsEntity() {
    temporal.newUntypedWorkflowStub(run().get("workflowId").asText()).terminate("by an operator");

    await("blocked");

    Eventually.within(Duration.ofSeconds(40))
        .until(() -> runStatus().equals("killed"), () -> "its run is " + runStatus());
    assertThat(
            api.get("/api/workflows/" + run().get("id").asText())
                .good()
                .at("/nodeStates/w/status")
                .asText())
        .isEqualTo("cancelled");
  }

  private void await(String status) {
    Eventually.within(Duration.ofSeconds(40))
        .until(
            () -> entity().get("status").asText().equals(status),
            () -> "the entity is " + status + ": " + entity());
  }

  private JsonNode entity() {
    return api.get("/api/entities/" + entity).good();
  }

  private JsonNode run() {
    return entity().get("runs").get(0);
  }

  private String runStatus() {
    return run().get("status").asText();
  }

  private static JsonNode json(String singleQuoted) {
    try {
      return JSON.readTree(singleQuoted.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
