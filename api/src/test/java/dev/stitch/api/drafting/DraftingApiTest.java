package dev.stitch.api.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.store.Ids;
import dev.stitch.store.agent.AgentRunRepository;
import dev.stitch.store.agent.AgentRunRepository.ToolCallRow;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes of graphs that models propose; the model itself is a workflow that only listens. */
@Tag("server")
class DraftingApiTest extends JourneyApiTest {

  private static final String WANTED =
      "{'description':'Greet who signs up','script':{'turns':[{'text':'Hi'}]}}";

  private static final String BROKEN = "{'nodes':[{'id':'a','type':'nope','data':{}}],'edges':[]}";

  @Inject private AgentRunRepository runs;

  @Test
  void aRunThatMayOnlyLookAndCheckProposesWhatItHandedInLastThatWasValid() {
    String flow = draft("system", PATH, "null");

    Answer accepted = post("/api/flows/" + flow + "/proposals", json(WANTED));

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    String run = accepted.at("/runId").textValue();
    JsonNode view = get("/api/workflows/" + run).body();
    assertThat(view.path("agentType").textValue()).isEqualTo("flow-drafting");
    assertThat(view.path("taskInput").textValue())
        .contains("Greet who signs up")
        .contains("\"type\":\"set\"");
    assertThat(view.at("/config/tools")).isEqualTo(tree("['flow.steps','flow.check']"));
    assertThat(view.at("/config/systemPrompt").textValue()).contains("- condition: ");
    assertThat(view.at("/config/budgetUsd").intValue()).isOne();

    Answer empty = get("/api/flows/" + flow + "/proposals/" + run);
    assertThat(empty.status()).as(empty.text()).isEqualTo(200);
    assertThat(empty.at("/graph").isNull()).isTrue();
    assertThat(empty.at("/status").textValue()).isEqualTo("pending");
    assertThat(empty.at("/failure").isNull()).isTrue();

    handIn(run, 1, PATH, true);
    handIn(run, 2, BROKEN, false);

    JsonNode proposal = get("/api/flows/" + flow + "/proposals/" + run).body();
    assertThat(proposal.path("graph")).isEqualTo(tree(PATH));
    assertThat(proposal.path("valid").booleanValue()).isTrue();
    assertThat(proposal.path("errors")).isEmpty();
    assertThat(get("/api/flows/" + flow).at("/draft")).as("the draft stays").isEqualTo(tree(PATH));
  }

  @Test
  void whatNeverBecameValidIsToldWithItsErrors() {
    String flow = draft("system", PATH, "null");
    String run = post("/api/flows/" + flow + "/proposals", json(WANTED)).at("/runId").textValue();
    handIn(run, 1, BROKEN, false);
    database.update(
        "UPDATE workflow_runs SET status = 'failed', completed_at = now() WHERE id = ?",
        UUID.fromString(run));

    JsonNode proposal = get("/api/flows/" + flow + "/proposals/" + run).body();

    assertThat(proposal.path("graph")).isEqualTo(tree(BROKEN));
    assertThat(proposal.path("valid").booleanValue()).isFalse();
    assertThat(proposal.at("/errors/0/nodeId").textValue()).isEqualTo("a");
    assertThat(proposal.path("failure").textValue()).isEqualTo("The run was failed.");
  }

  @Test
  void aProposalIsOfItsFlowAndOnlyRunsThatDraftHaveOne() {
    String flow = draft("system", PATH, "null");
    String other = draft("bmc", SPINE, "null");
    String run = post("/api/flows/" + other + "/proposals", json(WANTED)).at("/runId").textValue();
    String agent =
        post("/api/agents/runs", json("{'task':'t','script':{'turns':[]}}"))
            .at("/runId")
            .textValue();

    assertThat(get("/api/flows/" + flow + "/proposals/" + run).status()).isEqualTo(404);
    assertThat(get("/api/flows/" + flow + "/proposals/" + agent).status()).isEqualTo(404);
    assertThat(get("/api/flows/" + flow + "/proposals/" + Ids.next()).status()).isEqualTo(404);
    assertThat(get("/api/flows/" + other + "/proposals/" + run).status()).isEqualTo(200);
    assertThat(get("/api/workflows/" + run).at("/config/systemPrompt").textValue())
        .contains("business flow")
        .doesNotContain("- condition: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                | 422 | /description",
        "{'description':'  '}                              | 422 | /description",
        "{'description':'LONG','model':'m'}                | 422 | /description",
        "{'description':'x'}                               | 422 | /model",
        "{'description':'x','model':'scripted'}            | 422 | /script",
        "{'description':'x','model':'m','budgetUsd':0}     | 422 | /budgetUsd",
      })
  void whatCannotBeMeantIsRefusedByItsField(String body, int status, String pointer) {
    String flow = draft("system", PATH, "null");

    Answer refused =
        post("/api/flows/" + flow + "/proposals", json(body.replace("LONG", "x".repeat(10_001))));

    assertThat(refused.status()).as(refused.text()).isEqualTo(status);
    assertThat(refused.pointer()).as(refused.text()).isEqualTo(pointer);
  }

  private void handIn(String run, int turn, String graph, boolean valid) {
    UUID id = UUID.fromString(run);
    String node = "call-" + turn;
    JsonNode input = tree("{'kind':'system','graph':" + graph + "}");
    runs.keepCalls(
        id,
        turn,
        List.of(new ToolCallRow(0, node, "toolu_" + turn, "flow.check", input, Ids.next())));
    runs.settle(id, node, false, tree("{'valid':" + valid + "}"));
  }
}
