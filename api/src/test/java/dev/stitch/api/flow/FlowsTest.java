package dev.stitch.api.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("server")
class FlowsTest extends FlowApiTest {

  @Test
  void aFlowIsCreatedAsADraftAndFoundWhereTheLocationSays() {
    Answer created =
        post(
            "/api/flows",
            json(
                "{'name':' Outreach ','kind':'bmc','graph':"
                    + SPINE
                    + ",'inputSchema':{'type':'object'}}"));

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    Answer found = get(created.header("location"));
    assertThat(found.at("/name").textValue()).isEqualTo("Outreach");
    assertThat(found.at("/kind").textValue()).isEqualTo("bmc");
    assertThat(found.at("/draft/nodes/0/id").textValue()).isEqualTo("new");
    assertThat(found.at("/inputSchema/type").textValue()).isEqualTo("object");
    assertThat(found.at("/latestVersion").isNull()).isTrue();
    assertThat(found.header("etag")).isEqualTo("\"1\"").isEqualTo(created.header("etag"));
  }

  @Test
  void aDraftMayBeEmptyAndMayBeWrong() {
    assertThat(post("/api/flows", json("{'name':'x','kind':'system'}")).at("/draft").toString())
        .isEqualTo(json("{'edges':[],'nodes':[]}"));
    flow("system", "loop", "{'nodes':[{'id':'a','type':'nope'},{'id':'a'}],'edges':[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                  | 422 | /name",
        "{'name':' ','kind':'bmc'}                           | 422 | /name",
        "{'name':'x'}                                        | 422 | /kind",
        "{'name':'x','kind':'other'}                         | 422 | /kind",
        "{'name':'x','kind':'bmc','graph':[]}                | 400 | /graph",
        "{'name':'x','kind':'bmc','graph':'x'}               | 400 | /graph",
        "{'name':'x','kind':'bmc','graph':{'nodes':{}}}      | 400 | /graph/nodes",
        "{'name':'x','kind':'bmc','graph':{'edges':1}}       | 400 | /graph/edges",
        "{'name':'x','kind':'bmc','graf':{}}                 | 422 | /graf",
        "{'name':'x','kind':'bmc','inputSchema':5}           | 400 | /inputSchema",
        "{'name':'x','kind':'bmc','inputSchema':{'type':5}}  | 422 | /inputSchema/type",
        "{'name':'x','kind':'bmc','inputSchema':{'$ref':'http://h/x'}} | 422 | /inputSchema",
        "{'name':'x','kind':'bmc','inputSchema':{'pattern':'('}}       | 422 | /inputSchema",
        "{'name':'x','kind':'bmc','inputSchema':{'$ref':'#'}}          | 422 | /inputSchema",
        "{'name':'x','kind':'bmc','inputSchema':{'$schema':'urn:x'}}   | 422 | /inputSchema/$schema",
        "{'name':'x','kind':'bmc','graph':{'x':'\\u0000'}}   | 422 | /graph/x",
      })
  void whatAFlowMayNotBeIsToldByField(String body, int status, String pointer) {
    Answer answer = post("/api/flows", json(body));

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.pointer()).isEqualTo(pointer);
  }

  @Test
  void graphsThatAreTooLargeOrTooDeepAreNotEvenKeptAsDrafts() {
    Answer large =
        post(
            "/api/flows",
            json("{'name':'x','kind':'bmc','graph':{'x':'" + "x".repeat(1 << 20) + "'}}"));
    Answer deep =
        post(
            "/api/flows",
            json(
                "{'name':'x','kind':'bmc','graph':{'x':"
                    + "[".repeat(100)
                    + "]".repeat(100)
                    + "}}"));
    Answer deeper =
        post(
            "/api/flows",
            json(
                "{'name':'x','kind':'bmc','graph':{'x':"
                    + "[".repeat(50_000)
                    + "]".repeat(50_000)
                    + "}}"));

    assertThat(large.status()).isEqualTo(422);
    assertThat(large.at("/detail").textValue()).contains("1 MiB");
    assertThat(deep.status()).isEqualTo(422);
    assertThat(deeper.status()).isEqualTo(400);
  }

  @Test
  void aChangeNeedsTheCopyThatItChanges() {
    String id = bmc();

    assertThat(put("/api/flows/" + id, "{}").status()).isEqualTo(428);
    assertThat(put("/api/flows/" + id, "{}", "If-Match", "\"2\"").status()).isEqualTo(412);
    assertThat(put("/api/flows/" + id, "{}", "If-Match", "nonsense").status()).isEqualTo(412);
    Answer changed =
        put("/api/flows/" + id, json("{'name':'Renamed'}"), "If-Match", "\"7\", \"1\"");
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.header("etag")).isEqualTo("\"2\"");
    assertThat(changed.at("/name").textValue()).isEqualTo("Renamed");
    assertThat(changed.at("/draft/nodes")).hasSize(3);
    assertThat(put("/api/flows/" + id, "{}", "If-Match", "\"1\"").status()).isEqualTo(412);
  }

  @Test
  void aChangeReplacesWhatItNamesAndIsCheckedAsACreationIs() {
    String id = bmc();
    change(id, "{'inputSchema':{'type':'object'}}");

    assertThat(change(id, "{'draft':{'nodes':[],'edges':[]}}").at("/draft/nodes")).isEmpty();
    assertThat(get("/api/flows/" + id).at("/inputSchema/type").textValue()).isEqualTo("object");
    assertThat(change(id, "{'inputSchema':null}").at("/inputSchema").isNull()).isTrue();
    assertThat(change(id, "{'kind':'system'}").pointer()).isEqualTo("/kind");
    assertThat(change(id, "{'name':null}").pointer()).isEqualTo("/name");
    assertThat(change(id, "{'graph':[]}").status()).isEqualTo(400);
    assertThat(change(id, "{'latestVersion':1}").pointer()).isEqualTo("/latestVersion");
    assertThat(change(id, "[]").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/versions", "/versions/1", "/run-form", "/stages", "/ux-mapping"})
  void unknownAndImpossibleIdsAreNotFound(String route) {
    assertThat(get("/api/flows/" + UUID.randomUUID() + route).status()).isEqualTo(404);
    assertThat(get("/api/flows/7" + route).status()).isEqualTo(404);
  }

  @Test
  void whatDoesNotExistCannotBeChanged() {
    String nowhere = "/api/flows/" + UUID.randomUUID();

    assertThat(put(nowhere, "{}", "If-Match", "*").status()).isEqualTo(404);
    assertThat(delete(nowhere, "If-Match", "*").status()).isEqualTo(404);
    assertThat(send("POST", nowhere + "/versions", null).status()).isEqualTo(404);
    assertThat(post(nowhere + "/ux-mapping", "{}").status()).isEqualTo(404);
  }

  @Test
  void listsAreFilteredByKindAndText() {
    bmc();
    system();
    flow("system", "Farewell", PATH);

    assertThat(get("/api/flows").at("/total").intValue()).isEqualTo(3);
    assertThat(get("/api/flows?kind=system&sort=name").at("/data").findValuesAsText("name"))
        .containsExactly("Farewell", "Greeting");
    assertThat(get("/api/flows?q=GREET").at("/total").intValue()).isEqualTo(1);
    assertThat(get("/api/flows").at("/data/0").has("draft")).isFalse();
    assertThat(get("/api/flows?kind=none").pointer()).isEqualTo("/kind");
  }

  @Test
  void tagsAreKeptOnceAndFiltered() {
    String id = bmc();
    system();

    Answer tagged = change(id, "{'tags':[' onboarding ','q3','onboarding','']}");

    assertThat(tagged.at("/tags").toString()).isEqualTo(json("['onboarding','q3']"));
    assertThat(change(id, "{'name':'Renamed'}").at("/tags")).hasSize(2);
    assertThat(get("/api/flows?tag=q3").at("/data").findValuesAsText("name"))
        .containsExactly("Renamed");
    assertThat(get("/api/flows?tag=q").at("/total").intValue()).isZero();
    assertThat(change(id, "{'tags':['" + "x".repeat(61) + "']}").pointer()).isEqualTo("/tags");
    assertThat(change(id, "{'tags':'q3'}").pointer()).isEqualTo("/tags");
  }

  @Test
  void aListTellsHowItsFlowsGoWhenItIsAsked() {
    String bmc = bmc();
    publish(bmc);
    entity(bmc, "new", "waiting");
    entity(bmc, "new", "blocked");
    entity(bmc, "won", "completed");
    String system = system();
    run(system, "failed");
    run(system, "running");

    Answer list = get("/api/flows?figures=true&sort=name");

    assertThat(get("/api/flows").at("/data/0/figures").isNull()).isTrue();
    assertThat(list.at("/data/0/name").textValue()).isEqualTo("Greeting");
    assertFigures(list.at("/data/0/figures"), 2, 1, 1);
    assertFigures(list.at("/data/1/figures"), 3, 2, 1);
    assertThat(list.at("/data/1/figures/lastStartedAt").textValue()).isNotNull();
  }

  private static void assertFigures(JsonNode figures, int started, int live, int failed) {
    assertThat(figures.path("started").intValue()).isEqualTo(started);
    assertThat(figures.path("live").intValue()).isEqualTo(live);
    assertThat(figures.path("failed").intValue()).isEqualTo(failed);
  }

  private void run(String flowId, String status) {
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, flow_id, isolation)
        VALUES (gen_random_uuid(), 'flow', ?, 'A run', 'api', ?, 'child')
        """,
        status,
        UUID.fromString(flowId));
  }

  @Test
  void anArchivedFlowIsListedApartAndRestoredAsItWas() {
    String id = bmc();
    delete("/api/flows/" + id, "If-Match", "*");

    assertThat(get("/api/flows").at("/total").intValue()).isZero();
    assertThat(get("/api/flows?archived=true").at("/data/0/archivedAt").textValue()).isNotNull();

    for (int attempt = 0; attempt < 2; attempt++) {
      Answer restored = post("/api/flows/" + id + "/restore", "");
      assertThat(restored.status()).as(restored.text()).isEqualTo(200);
      assertThat(restored.at("/draft/nodes")).hasSize(3);
    }
    assertThat(get("/api/flows").at("/data/0/id").textValue()).isEqualTo(id);
    assertThat(get("/api/flows?archived=true").at("/total").intValue()).isZero();
    assertThat(post("/api/flows/" + UUID.randomUUID() + "/restore", "").status()).isEqualTo(404);
  }

  @Test
  void aFlowIsRemovedOnlyWithTheCopyInHand() {
    String id = bmc();

    assertThat(delete("/api/flows/" + id).status()).isEqualTo(428);
    assertThat(delete("/api/flows/" + id, "If-Match", "\"9\"").status()).isEqualTo(412);
    assertThat(delete("/api/flows/" + id, "If-Match", "\"1\"").status()).isEqualTo(204);
    assertThat(get("/api/flows/" + id).status()).isEqualTo(404);
    assertThat(get("/api/flows").at("/total").intValue()).isZero();
  }

  @Test
  void aFlowWithLiveJourneysStaysAndItsVersionsOutliveIt() {
    String id = bmc();
    publish(id);
    UUID live = entity(id, "new", "waiting");

    Answer refused = delete("/api/flows/" + id, "If-Match", "*");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.at("/detail").textValue()).contains("1 live").contains(live.toString());
    database.update("UPDATE entities SET status = 'completed'");
    assertThat(delete("/api/flows/" + id, "If-Match", "*").status()).isEqualTo(204);
    assertThat(get("/api/flows/" + id + "/versions/1").status()).isEqualTo(200);
  }

  @Test
  void aFlowThatIsMappedStays() {
    String bmc = bmc();
    String system = system();
    post(
        "/api/flows/" + bmc + "/ux-mapping",
        json("{'uxNodeId':'new','systemFlowId':'" + system + "'}"));

    Answer refused = delete("/api/flows/" + system, "If-Match", "*");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.at("/detail").textValue()).contains("node 'new' of 'Outreach'");
    delete("/api/flows/" + bmc + "/ux-mapping/new/" + system);
    assertThat(delete("/api/flows/" + system, "If-Match", "*").status()).isEqualTo(204);
  }
}
