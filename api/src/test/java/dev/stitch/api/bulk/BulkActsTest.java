package dev.stitch.api.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.store.Ids;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("server")
class BulkActsTest extends JourneyApiTest {

  private String flow;
  private String active;
  private String paused;
  private String ended;

  @BeforeEach
  void enter() {
    flow = published("bmc", SPINE);
    active = standing("new", "active");
    paused = standing("won", "paused");
    ended = standing("won", "completed");
  }

  @Test
  void anActOnManyWritesDownWhatItTakesAndSaysWhatItLeavesOut() {
    String unknown = Ids.next().toString();

    Answer answer = act("'kind':'pause','ids':" + ids(active, active, paused, ended, unknown));

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.at("/accepted").intValue()).isEqualTo(1);
    assertThat(answer.at("/skippedCount").intValue()).isEqualTo(3);
    assertThat(reasons(answer))
        .containsExactlyInAnyOrder(
            paused + " already_paused", ended + " ended", unknown + " not_found");
    String operation = "/api/bulk-operations/" + answer.at("/bulkOperationId").textValue();
    assertThat(answer.header("Location")).isEqualTo(operation);
    Answer view = get(operation);
    assertThat(view.at("/kind").textValue()).isEqualTo("pause");
    assertThat(view.at("/on").textValue()).isEqualTo("journeys");
    assertThat(view.at("/total").intValue()).isEqualTo(1);
    Answer items = get(operation + "/items?state=pending");
    assertThat(items.at("/total").intValue()).isEqualTo(1);
    assertThat(items.at("/data/0/id").textValue()).isEqualTo(active);
    assertThat(items.at("/data/0/name").textValue()).isEqualTo("Ada");
  }

  @Test
  void operationsAreListedByWhatTheyActOnAndWhetherTheyGoOn() {
    String paused = act("'kind':'pause','ids':" + ids(active)).at("/bulkOperationId").textValue();
    String nothing = act("'kind':'tag','add':['x'],'ids':[]").at("/bulkOperationId").textValue();
    String all = "/api/bulk-operations?pageSize=200";

    String onJourneys = get(all + "&on=journeys&live=true").text();
    String onContacts = get(all + "&on=contacts").text();

    assertThat(onJourneys).contains(paused).doesNotContain(nothing);
    assertThat(onContacts).contains(nothing).doesNotContain(paused);
    assertThat(get(all + "&live=false").text()).contains(nothing).doesNotContain(paused);
    assertThat(get(all + "&on=contacts&live=true").text()).doesNotContain(nothing);
    assertThat(get(all + "&live=maybe").pointer()).isEqualTo("/live");
  }

  @Test
  void aDryRunDecidesAsTheActDoesAndChangesNothing() {
    String asked = "'kind':'cancel','filter':{'flowId':'%s'}".formatted(flow);
    long before = get("/api/bulk-operations").at("/total").longValue();

    Answer rehearsed = act(asked + ",'dryRun':true");

    assertThat(rehearsed.status()).isEqualTo(200);
    assertThat(rehearsed.at("/bulkOperationId").isNull()).isTrue();
    assertThat(rehearsed.at("/skippedByReason")).isEqualTo(tree("{'ended':1}"));
    assertThat(get("/api/bulk-operations").at("/total").longValue()).isEqualTo(before);
    Answer done = act(asked);
    assertThat(done.at("/accepted")).isEqualTo(rehearsed.at("/accepted"));
    assertThat(reasons(done)).isEqualTo(reasons(rehearsed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'flowId':'%s'}                              | 2",
        "{'flowId':'%s','status':'paused'}            | 1",
        "{'flowId':'%s','uxNodeId':'new','live':true} | 1",
        "{'flowId':'%s','q':'aDa'}                    | 2",
        "{'flowId':'%s','q':'grace'}                  | 0",
        "{'flowId':'%s','q':'100%%'}                  | 0"
      })
  void aFilterFindsWhatTheListFinds(String filter, int accepted) {
    assertThat(
            act("'dryRun':true,'kind':'advance','filter':" + filter.formatted(flow))
                .at("/accepted")
                .intValue())
        .isEqualTo(accepted);
  }

  @Test
  void aMoveTakesThoseWhoseVersionHasTheStageAndWhoAreNotThereYet() {
    String elsewhere = entity(published("bmc", SPINE.replace("won", "lost")));
    project(elsewhere, "new", "active");

    Answer answer = act("'kind':'move','uxNodeId':'won','ids':" + ids(active, paused, elsewhere));

    assertThat(answer.at("/accepted").intValue()).isEqualTo(1);
    assertThat(reasons(answer))
        .containsExactlyInAnyOrder(paused + " already_there", elsewhere + " no_such_stage");
    Answer nowhere = act("'kind':'move','uxNodeId':'nope','ids':" + ids(active));
    assertThat(nowhere.status()).isEqualTo(422);
    assertThat(nowhere.pointer()).isEqualTo("/uxNodeId");
  }

  @Test
  void aMigrationIsSettledByTheVersionOfEachFlowWhenItIsAccepted() {
    Answer there = act("'kind':'migrate','version':'latest','ids':" + ids(active));
    assertThat(reasons(there)).containsExactly(active + " already_there");
    Answer draft =
        put(
            "/api/flows/" + flow,
            json("{'graph':%s}".formatted(SPINE.replace("won", "lost"))),
            "If-Match",
            "*");
    assertThat(draft.status()).as(draft.text()).isEqualTo(200);
    assertThat(send("POST", "/api/flows/" + flow + "/versions", null).status()).isEqualTo(201);

    Answer some = act("'kind':'migrate','version':2,'ids':" + ids(active, paused));
    Answer all =
        act(
            "'dryRun':true,'kind':'migrate','version':2,'nodeMap':{'won':'lost'},'ids':"
                + ids(active, paused));

    assertThat(some.at("/accepted").intValue()).isEqualTo(1);
    assertThat(reasons(some)).containsExactly(paused + " no_such_stage");
    assertThat(all.at("/accepted").intValue()).isEqualTo(2);
    assertThat(
            get("/api/bulk-operations/" + some.at("/bulkOperationId").textValue())
                .at("/request/plans/" + flow + "/version")
                .intValue())
        .isEqualTo(2);
    assertThat(act("'kind':'migrate','version':9,'ids':" + ids(active)).pointer())
        .isEqualTo("/version");
  }

  @Test
  void aFlowIsStartedForThoseWhoCameBeforeItWasMapped() {
    String welcome = published("system", PATH);
    String asked = "'kind':'start_flow','systemFlowId':'%s','ids':".formatted(welcome);
    assertThat(reasons(act(asked + ids(active)))).containsExactly(active + " not_mapped");
    map("new", welcome);
    String begun = standing("new", "waiting");
    database.update(
        """
        INSERT INTO workflow_runs
            (id, workflow_type, status, name, trigger_kind, flow_id, entity_id, ux_node_id)
        VALUES (?, 'flow', 'running', 'R', 'journey', ?, ?, 'new')
        """,
        Ids.next(),
        UUID.fromString(welcome),
        UUID.fromString(begun));

    Answer answer = act(asked + ids(active, paused, ended, begun));

    assertThat(answer.at("/accepted").intValue()).isEqualTo(1);
    assertThat(reasons(answer))
        .containsExactlyInAnyOrder(
            paused + " not_mapped", ended + " ended", begun + " already_begun");
    String draft = draft("system", PATH, "null");
    map("new", draft);
    assertThat(act("'kind':'start_flow','systemFlowId':'%s','ids':[]".formatted(draft)).status())
        .as("it was never published")
        .isEqualTo(409);
    assertThat(act("'kind':'start_flow','systemFlowId':'%s','ids':[]".formatted(flow)).pointer())
        .as("no system flow")
        .isEqualTo("/systemFlowId");
  }

  @Test
  void tasksAreAnsweredWhereTheyAreOpenAndHaveTheChoice() {
    UUID open = task("open", "['yes','no']");
    UUID other = task("open", "['send']");
    UUID closed = task("answered", "['yes']");

    Answer answer =
        act(
            "'kind':'answer','choice':'yes','ids':"
                + ids(open.toString(), other.toString(), closed.toString()));

    assertThat(answer.at("/accepted").intValue()).isEqualTo(1);
    assertThat(reasons(answer))
        .containsExactlyInAnyOrder(other + " no_such_choice", closed + " not_open");
    assertThat(
            act("'dryRun':true,'kind':'answer','choice':'yes','filter':{'state':'open','entityId':'%s'}"
                    .formatted(active))
                .at("/accepted")
                .intValue())
        .isEqualTo(1);
  }

  @Test
  void contactsAreFoundByTheFiltersOfTheirList() {
    UUID tagged = contact();
    database.update("UPDATE contacts SET tags = '{bulk-api}' WHERE id = ?", tagged);

    assertThat(act("'dryRun':true,'kind':'archive','filter':{'tag':'bulk-api'}").at("/accepted"))
        .isEqualTo(tree("1"));
    assertThat(
            act("'dryRun':true,'kind':'tag','add':['bulk-api'],'filter':{'tag':'bulk-api'}")
                .at("/skippedByReason"))
        .isEqualTo(tree("{'already_tagged':1}"));
  }

  @Test
  void runsAreActedOnWhenTheRequestSaysSo() {
    UUID failed = Ids.next();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind)
        VALUES (?, 'flow', 'failed', 'R', 'api')
        """,
        failed);
    String these = "'ids':" + ids(failed.toString());

    assertThat(act("'dryRun':true,'kind':'retry','on':'runs'," + these).at("/accepted"))
        .isEqualTo(tree("1"));
    assertThat(reasons(act("'dryRun':true,'kind':'cancel','on':'runs'," + these)))
        .containsExactly(failed + " ended");
    assertThat(
            act("'dryRun':true,'kind':'retry','on':'runs','filter':{'status':'failed','workflowName':'x'}")
                .at("/accepted"))
        .isEqualTo(tree("0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'kind':'pause'                                        | 422 | /ids",
        "'kind':'pause','ids':[],'filter':{}                   | 422 | /ids",
        "'ids':[]                                              | 422 | /kind",
        "'kind':'seed','ids':[]                                | 422 | /kind",
        "'kind':'pause','on':'contacts','ids':[]               | 422 | /on",
        "'kind':'pause','ids':[],'uxNodeId':'won'              | 422 | /uxNodeId",
        "'kind':'pause','ids':[],'timers':'melt'               | 422 | /timers",
        "'kind':'pause','ids':[null]                           | 422 | /ids/0",
        "'kind':'pause','filter':{'stage':'won'}               | 422 | /filter/stage",
        "'kind':'pause','filter':{'status':'odd'}              | 422 | /filter/status",
        "'kind':'pause','filter':{'q':7}                       | 400 | /filter/q",
        "'kind':'move','ids':[]                                | 422 | /uxNodeId",
        "'kind':'migrate','ids':[]                             | 422 | /version",
        "'kind':'start_flow','ids':[]                          | 422 | /systemFlowId",
        "'kind':'tag','ids':[]                                 | 422 | /add",
        "'kind':'tag','ids':[],'add':[' ']                     | 422 | /add",
        "'kind':'tag','ids':[],'add':['a'],'remove':['a']      | 422 | /remove"
      })
  void whatCannotBeMeantIsRefusedByItsField(String asked, int status, String pointer) {
    Answer answer = act(asked);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.pointer()).isEqualTo(pointer);
  }

  @Test
  void theSameKeyBeginsOneOperation() {
    String asked = "{'kind':'pause','ids':%s}".formatted(ids(active));

    Answer first = post("/api/bulk-operations", json(asked), "Idempotency-Key", "bulk-1");
    Answer second = post("/api/bulk-operations", json(asked), "Idempotency-Key", "bulk-1");

    assertThat(second.at("/bulkOperationId")).isEqualTo(first.at("/bulkOperationId"));
  }

  @Test
  void anOperationThatIsCancelledLeavesWhatItHadNotComeTo() {
    String operation =
        "/api/bulk-operations/"
            + act("'kind':'pause','ids':" + ids(active)).at("/bulkOperationId").textValue();

    assertThat(send("POST", operation + "/cancel", null).status()).isEqualTo(200);

    assertThat(get(operation + "/items").at("/data/0/state").textValue()).isEqualTo("cancelled");
  }

  private void map(String uxNodeId, String systemFlowId) {
    assertThat(
            post(
                    "/api/flows/" + flow + "/ux-mapping",
                    json("{'uxNodeId':'%s','systemFlowId':'%s'}".formatted(uxNodeId, systemFlowId)))
                .status())
        .isEqualTo(201);
  }

  private String standing(String nodeId, String status) {
    String entity = entity(flow);
    project(entity, nodeId, status);
    return entity;
  }

  private UUID task(String state, String choices) {
    UUID id = Ids.next();
    database.update(
        """
        INSERT INTO human_tasks (id, entity_id, kind, title, choices, state)
        VALUES (?, ?, 'approval', 'Leave?', ?, ?)
        """,
        id,
        UUID.fromString(active),
        tree(choices),
        state);
    return id;
  }

  private Answer act(String asked) {
    return post("/api/bulk-operations", json("{" + asked + "}"));
  }

  private static String ids(String... ids) {
    return Arrays.stream(ids).collect(Collectors.joining("','", "['", "']"));
  }

  private static List<String> reasons(Answer answer) {
    return answer.at("/skipped").valueStream().map(BulkActsTest::reason).toList();
  }

  private static String reason(JsonNode skipped) {
    return skipped.get("id").textValue() + " " + skipped.get("reason").textValue();
  }
}
