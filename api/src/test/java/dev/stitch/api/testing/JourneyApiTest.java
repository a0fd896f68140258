package dev.stitch.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.model.TaskQueues;
import dev.stitch.store.Ids;
import io.micronaut.core.annotation.NonNull;
import io.temporal.testing.TestWorkflowEnvironment;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * What tests of journeys and runs have in common: published flows, contacts, scripted workflows.
 */
@Tag("server")
public abstract class JourneyApiTest extends ApiTest {

  protected static final String SPINE =
      """
      {'nodes':[{'id':'new','type':'ux'},{'id':'won','type':'ux'},{'id':'crm','type':'set'}],
       'edges':[{'id':'e','source':'new','target':'won'}]}
      """;

  protected static final String PATH =
      "{'nodes':[{'id':'a','type':'set','data':{'values':{'x':'1'}}}],'edges':[]}";

  @Inject protected TestWorkflowEnvironment temporal;

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put(TestTemporal.PROPERTY, "true");
    return properties;
  }

  @BeforeAll
  void startScriptedWorkflows() {
    temporal
        .newWorker(TaskQueues.JOURNEYS)
        .registerWorkflowImplementationTypes(ScriptedWorkflow.class);
    temporal.start();
  }

  @BeforeEach
  void forget() {
    ScriptedWorkflow.REFUSALS.clear();
    ScriptedWorkflow.EFFECTS.clear();
  }

  /** A flow with one published version. */
  protected String published(String kind, String graph) {
    return published(kind, graph, "null");
  }

  protected String published(String kind, String graph, String inputSchema) {
    String id = draft(kind, graph, inputSchema);
    assertThat(send("POST", "/api/flows/" + id + "/versions", null).status()).isEqualTo(201);
    return id;
  }

  /** A flow that was never published. */
  protected String draft(String kind, String graph, String inputSchema) {
    Answer answer =
        post(
            "/api/flows",
            json(
                "{'name':'Flow','kind':'%s','graph':%s,'inputSchema':%s}"
                    .formatted(kind, graph, inputSchema)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.at("/id").textValue();
  }

  protected UUID contact() {
    UUID id = Ids.next();
    database.update("INSERT INTO contacts (id, name) VALUES (?, 'Ada')", id);
    return id;
  }

  protected UUID[] contacts(int count) {
    return IntStream.range(0, count).mapToObj(i -> contact()).toArray(UUID[]::new);
  }

  /** An entity of a fresh contact, by the API. */
  protected String entity(String flowId) {
    Answer answer =
        post(
            "/api/entities", json("{'flowId':'%s','contactId':'%s'}".formatted(flowId, contact())));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.at("/id").textValue();
  }

  /** Makes a row look as a journey's projection would have left it. */
  protected void project(String entityId, String nodeId, String status) {
    database.update(
        """
        UPDATE entities SET current_node_id = ?, status = ?, started_at = now(),
            entered_node_at = now(),
            ended_at = CASE WHEN ? IN ('completed', 'exited', 'cancelled') THEN now() END
        WHERE id = ?
        """,
        nodeId,
        status,
        status,
        UUID.fromString(entityId));
  }
}
