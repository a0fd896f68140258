package dev.stitch.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.store.Ids;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class DirectRunTest extends JourneyApiTest {

  private static final String SCHEMA =
      """
      {'type':'object','additionalProperties':false,'required':['name'],
       'properties':{'name':{'type':'string'},'times':{'type':'integer','default':3}}}
      """;

  /** The first step may have a pin. */
  private static final String TWO_STEPS =
      """
      {'nodes':[{'id':'a','type':'set','data':{'values':{'x':'1'}}%s},
                {'id':'b','type':'set','data':{'values':{'y':'steps.a.output.x'}}}],
       'edges':[{'id':'e','source':'a','target':'b'}]}
      """;

  @Test
  void anEmptyBodyRunsAFlowWithItsDefaults() {
    String run = "/api/flows/" + published("system", PATH) + "/run";

    assertThat(post(run, "{}").status()).isEqualTo(202);
    assertThat(post(run, "").status()).isEqualTo(202);
    assertThat(post(run, "null").status()).isEqualTo(202);
    assertThat(send("POST", run, null).status()).isEqualTo(202);
    HttpRequest form =
        HttpRequest.newBuilder(URI.create(server.getURL() + run))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(send(form).status()).isEqualTo(202);
  }

  @Test
  void anAcceptedRunIsPendingAndHasAnAddress() {
    String flow = published("system", PATH);

    Answer answer = post("/api/flows/" + flow + "/run", json("{'ux_node_id':'stage'}"));

    String id = answer.at("/runId").textValue();
    assertThat(answer.at("/status").textValue()).isEqualTo("pending");
    assertThat(answer.at("/workflowId").textValue()).isEqualTo("run/" + id);
    assertThat(answer.at("/temporalUrl").textValue()).endsWith("/workflows/run%2F" + id);
    assertThat(answer.header("Location")).isEqualTo("/api/workflows/" + id);
    Answer run = get(answer.header("Location"));
    assertThat(run.at("/trigger/uxNodeId").textValue()).isEqualTo("stage");
    assertThat(run.at("/triggerKind").textValue()).isEqualTo("api");
    assertThat(run.at("/flowVersion").intValue()).isEqualTo(1);
    assertThat(run.at("/steps")).isEmpty();
    assertThat(run.at("/nodeStates").isObject()).isTrue();
    assertThat(run.at("/durationMs").isNull()).isTrue();
  }

  @Test
  void aRunIsToldFlatWithEveryFieldThatItsKindOfRunMayFill() {
    String flow = published("system", PATH);
    String id =
        post("/api/flows/" + flow + "/run", json("{'input':{'name':'Ada'}}"))
            .at("/runId")
            .textValue();
    database.update(
        "UPDATE workflow_runs SET model = 'small', input_tokens = 7, cost_usd = 0.25 WHERE id = ?",
        UUID.fromString(id));

    JsonNode run = get("/api/workflows/" + id).body();

    assertThat(run.path("config")).isEqualTo(tree("{'input':{'name':'Ada'}}"));
    assertThat(run.path("temporalWorkflowId").textValue()).isEqualTo("run/" + id);
    assertThat(run.path("model").textValue()).isEqualTo("small");
    assertThat(run.path("inputTokens").longValue()).isEqualTo(7);
    assertThat(run.path("costUsd").doubleValue()).isEqualTo(0.25);
    for (String field :
        List.of(
            "outputTokens", "cacheReadTokens", "cacheWriteTokens", "totalItems", "errorItems")) {
      assertThat(run.path(field).isNumber()).as(field).isTrue();
    }
    for (String field :
        List.of("templateId", "sessionId", "workspaceId", "platformAccountId", "temporalRunId")) {
      assertThat(run.has(field) && run.get(field).isNull()).as(field).isTrue();
    }
    assertThat(get("/api/workflows?sessionId=" + Ids.next()).at("/total").intValue()).isZero();
  }

  @Test
  void aRunTellsWhichStepItWaitsForWhileNoneGoesOn() {
    String flow = published("system", PATH);
    String run = post("/api/flows/" + flow + "/run", "{}").at("/runId").textValue();
    UUID id = UUID.fromString(run);
    database.update("UPDATE workflow_runs SET status = 'running' WHERE id = ?", id);
    database.update(
        """
        INSERT INTO workflow_steps (id, workflow_run_id, step_index, node_id, step_type, status)
        VALUES (gen_random_uuid(), ?, 7, 'w', 'wait', 'waiting'),
               (gen_random_uuid(), ?, 8, 'b', 'set', 'running')
        """,
        id,
        id);

    assertThat(get("/api/workflows/" + run).body().has("waitingStep")).isFalse();
    database.update(
        "UPDATE workflow_steps SET status = 'completed' WHERE workflow_run_id = ? AND step_index = 8",
        id);

    assertThat(get("/api/workflows?flowId=" + flow).at("/data/0/waitingStep"))
        .isEqualTo(tree("{'nodeId':'w','stepType':'wait'}"));
  }

  @Test
  void aRunTellsWhomItIsForAndWhatItAsksAPerson() {
    UUID ada = contact();
    String flow = published("system", PATH);
    String run =
        post("/api/flows/" + flow + "/run", json("{'contactId':'" + ada + "'}"))
            .at("/runId")
            .textValue();
    UUID task = Ids.next();
    database.update(
        """
        INSERT INTO human_tasks (id, run_id, kind, title, assignee, state, created_at)
        VALUES (?, ?, 'step', 'First?', 'Grace', 'open', now() - interval '1 hour'),
               (gen_random_uuid(), ?, 'step', 'Then?', NULL, 'open', now())
        """,
        task,
        UUID.fromString(run),
        UUID.fromString(run));
    String other = post("/api/flows/" + flow + "/run", "{}").at("/runId").textValue();

    for (JsonNode told :
        List.of(
            get("/api/workflows/" + run).body(),
            get("/api/workflows?sort=createdAt&flowId=" + flow).at("/data/0"))) {
      assertThat(told.at("/id").textValue()).isEqualTo(run);
      assertThat(told.at("/contact/id").textValue()).isEqualTo(ada.toString());
      assertThat(told.at("/contact/name").textValue()).isNotBlank();
      assertThat(told.at("/openTask"))
          .isEqualTo(tree("{'id':'" + task + "','title':'First?','assignee':'Grace'}"));
    }
    JsonNode ofNobody = get("/api/workflows/" + other).body();
    assertThat(ofNobody.has("contact")).isFalse();
    assertThat(ofNobody.has("openTask")).isFalse();

    database.update("UPDATE human_tasks SET state = 'expired' WHERE id = ?", task);
    assertThat(get("/api/workflows/" + run).at("/openTask/title").textValue()).isEqualTo("Then?");
    assertThat(delete("/api/contacts/" + ada).status()).isEqualTo(204);
    assertThat(get("/api/workflows/" + run).status()).isEqualTo(200);
  }

  @Test
  void theOutputOfAStepIsReadByItself() {
    String id =
        post("/api/flows/" + published("system", PATH) + "/run", "{}").at("/runId").textValue();
    String outputs = "/api/workflows/" + id + "/steps/";
    database.update(
        """
        INSERT INTO workflow_steps (id, workflow_run_id, step_index, node_id, step_type, status, output)
        VALUES (?, ?, 0, 'a', 'set', 'completed', '{"x": 1}'), (?, ?, 1, 'b', 'set', 'running', NULL)
        """,
        Ids.next(),
        UUID.fromString(id),
        Ids.next(),
        UUID.fromString(id));

    assertThat(get(outputs + "0/output").body()).isEqualTo(tree("{'x':1}"));
    assertThat(get(outputs + "1/output").status()).isEqualTo(404);
    assertThat(get(outputs + "1/output").at("/detail").textValue()).contains("running");
    assertThat(get(outputs + "9/output").status()).isEqualTo(404);
    assertThat(get(outputs + "x/output").status()).isEqualTo(404);
    assertThat(get("/api/workflows/" + Ids.next() + "/steps/0/output").status()).isEqualTo(404);
  }

  @Test
  void theStepsOfARunArePagedAndFilteredAndLeftOutOfItsView() {
    String run =
        "/api/workflows/"
            + post("/api/flows/" + published("system", PATH) + "/run", "{}")
                .at("/runId")
                .textValue();
    database.update(
        """
        INSERT INTO workflow_steps (id, workflow_run_id, step_index, step_type, status, url)
        SELECT gen_random_uuid(), ?, n, CASE WHEN n % 2 = 0 THEN 'url_fetch' ELSE 'llm_extract' END,
               CASE WHEN n = 7 THEN 'failed' ELSE 'completed' END, 'https://example.org/' || n
        FROM generate_series(0, 9) n
        """,
        UUID.fromString(run.substring("/api/workflows/".length())));

    Answer last = get(run + "/steps?page=2&pageSize=8");
    assertThat(last.at("/total").intValue()).isEqualTo(10);
    assertThat(last.at("/data").findValuesAsText("stepIndex")).containsExactly("8", "9");
    assertThat(get(run + "/steps?stepType=llm_extract").at("/total").intValue()).isEqualTo(5);
    assertThat(get(run + "/steps?status=failed").at("/data/0/stepIndex").intValue()).isEqualTo(7);
    assertThat(get(run + "/steps?q=org/3").at("/data/0/url").textValue())
        .isEqualTo("https://example.org/3");
    assertThat(get(run + "/steps?contactId=" + Ids.next()).at("/total").intValue()).isZero();
    assertThat(get(run + "/steps?sort=-stepIndex").at("/data/0/stepIndex").intValue()).isEqualTo(9);
    assertThat(get(run + "/steps?sort=output").status()).isEqualTo(400);
    assertThat(get(run + "/steps?status=late").status()).isEqualTo(400);
    assertThat(get("/api/workflows/" + Ids.next() + "/steps").status()).isEqualTo(404);

    assertThat(get(run).at("/steps")).hasSize(10);
    assertThat(get(run + "?steps=false").body().has("steps")).isFalse();
    assertThat(get(run + "?steps=none").status()).isEqualTo(400);
    assertThat(get("/api/workflows?platformAccountId=" + Ids.next()).at("/total").intValue())
        .isZero();
  }

  @Test
  void inputIsCheckedAndItsDefaultsAreFilledIn() {
    String run = "/api/flows/" + published("system", PATH, SCHEMA) + "/run";

    Answer fine = post(run, json("{'input':{'name':'Ada'}}"));
    assertThat(get(fine.header("Location")).at("/input"))
        .isEqualTo(tree("{'name':'Ada','times':3}"));

    Answer missing = post(run, "");
    assertThat(missing.status()).isEqualTo(422);
    assertThat(missing.pointer()).isEqualTo("/input/name");
    assertThat(post(run, json("{'input':{'name':'Ada','times':'x'}}")).pointer())
        .isEqualTo("/input/times");
    assertThat(post(run, json("{'input':[]}")).pointer()).isEqualTo("/input");
  }

  @Test
  void aUxNodeIsNamedAsGraphsNameThem() {
    String run = "/api/flows/" + published("system", PATH) + "/run";

    assertThat(post(run, json("{'uxNodeId':'%s'}".formatted("x".repeat(128)))).status())
        .isEqualTo(202);
    assertThat(post(run, json("{'uxNodeId':'%s'}".formatted("x".repeat(129)))).pointer())
        .isEqualTo("/uxNodeId");
  }

  @Test
  void theVersionIsANumberTheLatestOrTheDraft() {
    String flow = published("system", PATH);
    String run = "/api/flows/" + flow + "/run";

    assertThat(post(run, json("{'version':1}")).status()).isEqualTo(202);
    assertThat(post(run, json("{'version':'latest'}")).status()).isEqualTo(202);
    Answer draft = post(run, json("{'version':'draft'}"));
    assertThat(get(draft.header("Location")).at("/flowVersion").isNull()).isTrue();
    assertThat(post(run, json("{'version':2}")).status()).isEqualTo(422);
    assertThat(post(run, json("{'version':'newest'}")).status()).isEqualTo(422);
    assertThat(post(run, json("{'version':1.5}")).status()).isEqualTo(400);
  }

  @Test
  void aFlowThatWasNeverPublishedRunsAsADraftOnly() {
    String run = "/api/flows/" + draft("system", PATH, "null") + "/run";
    String invalid =
        "/api/flows/" + draft("system", "{'nodes':[{'id':'a','type':'x'}],'edges':[]}", "null");

    assertThat(post(run, "").status()).isEqualTo(409);
    assertThat(post(run, json("{'version':'draft'}")).status()).isEqualTo(202);
    assertThat(post(invalid + "/run", json("{'version':'draft'}")).status()).isEqualTo(422);
  }

  @Test
  void aRunForAnEntityStandsAtAUxNodeOfItsGraph() {
    String run = "/api/flows/" + published("system", PATH) + "/run";
    String entity = entity(published("bmc", SPINE));

    Answer fine = post(run, json("{'entityId':'%s','uxNodeId':'new'}".formatted(entity)));
    assertThat(fine.status()).isEqualTo(202);
    assertThat(get(fine.header("Location")).at("/entityId").textValue()).isEqualTo(entity);
    assertThat(post(run, json("{'entityId':'%s','uxNodeId':'crm'}".formatted(entity))).pointer())
        .isEqualTo("/uxNodeId");
    assertThat(post(run, json("{'entityId':'%s'}".formatted(Ids.next()))).pointer())
        .isEqualTo("/entityId");
    project(entity, "won", "completed");
    Answer late = post(run, json("{'entityId':'%s'}".formatted(entity)));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.at("/detail").textValue()).contains("completed");
  }

  @Test
  void aRunForAContactNeedsNoEntity() {
    String flow = published("system", PATH);
    String run = "/api/flows/" + flow + "/run";
    String contact = contact().toString();

    Answer fine = post(run, json("{'contactId':'%s'}".formatted(contact)));

    assertThat(fine.status()).isEqualTo(202);
    assertThat(workflowInput(fine).at("/contactId").textValue()).isEqualTo(contact);
    assertThat(workflowInput(fine).path("entityId").isMissingNode()).isTrue();
    assertThat(get(fine.header("Location")).at("/trigger/contactId").textValue())
        .isEqualTo(contact);
    assertThat(post(run, json("{'contact_id':'%s'}".formatted(contact))).status()).isEqualTo(202);
  }

  @Test
  void theContactOfARunIsAnActiveOneAndNamedOnce() {
    String run = "/api/flows/" + published("system", PATH) + "/run";
    String spine = published("bmc", SPINE);
    String contact = contact().toString();

    assertThat(post(run, json("{'contactId':'%s'}".formatted(Ids.next()))).pointer())
        .isEqualTo("/contactId");
    assertThat(post(run, json("{'contactId':'ada'}")).status()).isEqualTo(422);
    assertThat(
            post(run, json("{'contactId':'%s','entityId':'%s'}".formatted(contact, entity(spine))))
                .pointer())
        .isEqualTo("/contactId");
    assertThat(
            post("/api/flows/" + spine + "/run", json("{'contactId':'%s'}".formatted(contact)))
                .pointer())
        .isEqualTo("/contactId");
    database.update(
        "UPDATE contacts SET status = 'archived' WHERE id = ?", UUID.fromString(contact));
    Answer archived = post(run, json("{'contactId':'%s'}".formatted(contact)));
    assertThat(archived.status()).isEqualTo(409);
    assertThat(archived.at("/detail").textValue()).contains("archived");
  }

  @Test
  void aRunFromAChosenStepIsAboutTheContactOfTheEarlierOne() {
    String flow = published("system", PATH);
    String contact = contact().toString();
    String id = ended(flow, "completed");
    database.update(
        "UPDATE workflow_runs SET config = jsonb_set(config, '{workflowInput,contactId}', to_jsonb(?::text)) WHERE id = ?",
        contact,
        UUID.fromString(id));

    Answer again = fromStep(flow, id, "a");

    assertThat(workflowInput(again).at("/contactId").textValue()).isEqualTo(contact);
  }

  @Test
  void theSameKeyIsTheSameRun() {
    String run = "/api/flows/" + published("system", PATH) + "/run";

    Answer first = send("POST", run, null, "Idempotency-Key", "run-1");
    Answer again = send("POST", run, null, "Idempotency-Key", "run-1");

    assertThat(again.at("/runId")).isEqualTo(first.at("/runId"));
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(send("POST", run, null, "Idempotency-Key", "a b").status()).isEqualTo(400);
  }

  @Test
  void listsAreFilteredByWhatRunsAre() {
    String flow = published("system", PATH);
    String run = send("POST", "/api/flows/" + flow + "/run", null).at("/runId").textValue();
    database.update(
        "INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, flow_id, parent_run_id)"
            + " VALUES (?, 'flow', 'running', 'child', 'api', ?, ?)",
        Ids.next(),
        UUID.fromString(flow),
        UUID.fromString(run));

    assertThat(get("/api/workflows?flowId=" + flow).at("/total").intValue()).isEqualTo(2);
    assertThat(get("/api/workflows?topLevel=true&flowId=" + flow).at("/data/0/id").textValue())
        .isEqualTo(run);
    assertThat(get("/api/workflows?status=running&flowId=" + flow).at("/total").intValue())
        .isEqualTo(1);
    database.update(
        "INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, flow_id)"
            + " VALUES (?, 'flow', 'completed', 'journey', 'journey', ?)",
        Ids.next(),
        UUID.fromString(flow));
    assertThat(get("/api/workflows?ofJourneys=false&flowId=" + flow).at("/total").intValue())
        .isEqualTo(2);
    assertThat(
            get("/api/workflows?ofJourneys=true&flowId=" + flow)
                .at("/data/0/triggerKind")
                .textValue())
        .isEqualTo("journey");
    database.update(
        "UPDATE workflow_runs SET created_at = '2020-02-29T23:59:59Z' WHERE flow_id = ? AND name = 'child'",
        UUID.fromString(flow));
    String day = "/api/workflows?flowId=" + flow + "&from=2020-02-29&to=2020-02-29";
    assertThat(get(day).at("/total").intValue()).isEqualTo(1);
    assertThat(get(day).at("/data/0/name").textValue()).isEqualTo("child");
    assertThat(get("/api/workflows?to=2020-02-30").pointer()).isEqualTo("/to");
    assertThat(get("/api/workflows?ofJourneys=maybe").pointer()).isEqualTo("/ofJourneys");
    assertThat(get("/api/workflows?workflowType=agent&flowId=" + flow).at("/total").intValue())
        .isZero();
    assertThat(get("/api/workflows?status=odd").status()).isEqualTo(400);
    assertThat(get("/api/workflows?topLevel=maybe").status()).isEqualTo(400);
    assertThat(get("/api/workflows?flowId=x").status()).isEqualTo(400);
  }

  @Test
  void aKilledRunIsSettledWithItsStepsAndTellsTheStream() {
    String id = running();
    UUID run = UUID.fromString(id);
    database.update(
        "UPDATE workflow_runs SET node_states = '{\"a\":{\"status\":\"waiting\"},\"b\":{\"status\":\"completed\"}}' WHERE id = ?",
        run);
    database.update(
        "INSERT INTO workflow_steps (id, workflow_run_id, step_index, step_type, status) VALUES (?, ?, 0, 'wait', 'waiting')",
        Ids.next(),
        run);

    Answer killed = send("POST", "/api/workflows/" + id + "/kill", null);

    assertThat(killed.at("/status").textValue()).isEqualTo("killed");
    assertThat(killed.at("/steps/0/status").textValue()).isEqualTo("cancelled");
    assertThat(killed.at("/nodeStates/a/status").textValue()).isEqualTo("cancelled");
    assertThat(killed.at("/nodeStates/b/status").textValue()).isEqualTo("completed");
    assertThat(
            database.exists(
                "SELECT 1 FROM stream_events WHERE run_id = ? AND event = 'run-status'", run))
        .isTrue();
    Answer again = send("POST", "/api/workflows/" + id + "/kill", null);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.at("/detail").textValue()).contains("killed");
  }

  @Test
  void nodesThatARunHasNotComeToArePendingAndSkippedOnceItHasEnded() {
    String id = running();

    assertThat(get("/api/workflows/" + id).at("/nodeStates/a"))
        .isEqualTo(
            tree(
                "{'status':'pending','attempt':0,'startedAt':null,'completedAt':null,'error':null}"));
    send("POST", "/api/workflows/" + id + "/kill", null);
    assertThat(get("/api/workflows/" + id).at("/nodeStates/a/status").textValue())
        .isEqualTo("skipped");
  }

  @Test
  void aRetryIsANewRunThatTakesOverWhatWasDone() {
    String id = running();
    String resume =
        "{\"planHash\":\"%s\",\"nodes\":{\"a\":{\"status\":\"COMPLETED\",\"execution\":1,\"attempt\":1}}}";
    database.update(
        "UPDATE workflow_runs SET status = 'failed', resume_state = (? || plan_hash || ?)::jsonb WHERE id = ?",
        resume.substring(0, resume.indexOf("%s")),
        resume.substring(resume.indexOf("%s") + 2),
        UUID.fromString(id));

    String retry = "/api/workflows/" + id + "/retry";
    Answer fromFailed = send("POST", retry, null);
    Answer fromStart = post(retry, json("{'from':'start','version':'latest'}"));

    assertThat(fromFailed.status()).isEqualTo(202);
    assertThat(get(fromFailed.header("Location")).at("/retryOf").textValue()).isEqualTo(id);
    JsonNode taken = workflowInput(fromFailed);
    assertThat(taken.at("/execution").intValue()).isEqualTo(1);
    assertThat(taken.at("/firstRunId").textValue()).isEqualTo(id);
    assertThat(taken.at("/resume/nodes/a/status").textValue()).isEqualTo("COMPLETED");
    assertThat(workflowInput(fromStart).at("/execution").intValue()).isEqualTo(2);
    assertThat(workflowInput(fromStart).has("resume")).isFalse();
    assertThat(post(retry, json("{'from':'middle'}")).pointer()).isEqualTo("/from");
  }

  @Test
  void aRunBeginsAtAChosenStepWithWhatAnEarlierOneLeft() {
    String flow = published("system", PATH);
    String id = ended(flow, "completed");

    Answer again = fromStep(flow, id, "a");

    assertThat(again.status()).isEqualTo(202);
    JsonNode taken = workflowInput(again);
    assertThat(taken.at("/resume/nodes").size()).isZero();
    assertThat(taken.at("/input/who").textValue()).as("the earlier run's").isEqualTo("Ada");
    assertThat(taken.at("/firstRunId").textValue())
        .as("what it sends is sent anew")
        .isNotEqualTo(id);
    assertThat(taken.at("/trigger/startAt/nodeId").textValue()).isEqualTo("a");
  }

  @Test
  void aRunFromAChosenStepNamesWhatItCannotBeginFrom() {
    String flow = published("system", PATH);
    String id = ended(flow, "completed");

    assertThat(fromStep(flow, id, "nowhere").pointer()).isEqualTo("/startAt/nodeId");
    assertThat(fromStep(flow, running(), "a").pointer())
        .as("of another flow")
        .isEqualTo("/startAt/runId");
    assertThat(post("/api/flows/" + flow + "/run", json("{'startAt':{'nodeId':'a'}}")).pointer())
        .isEqualTo("/startAt/runId");
    assertThat(
            post("/api/flows/" + flow + "/run", json("{'startAt':{'runId':'%s'}}".formatted(id)))
                .pointer())
        .isEqualTo("/startAt/nodeId");
    database.update(
        "UPDATE workflow_runs SET resume_state = NULL WHERE id = ?", UUID.fromString(id));
    assertThat(fromStep(flow, id, "a").status()).as("left nothing").isEqualTo(409);
    String going = ended(flow, "running");
    assertThat(fromStep(flow, going, "a").status()).as("has not ended").isEqualTo(409);
  }

  @Test
  void aTestRunsOneStepOfTheDraftWithWhatAnEarlierRunLeft() {
    String flow = published("system", PATH);
    String id = ended(flow, "failed");
    redraw(flow, TWO_STEPS.formatted(""));

    Answer test = test(flow, "'startAt':{'runId':'%s','nodeId':'b','only':true}".formatted(id));

    assertThat(test.status()).isEqualTo(202);
    JsonNode input = workflowInput(test);
    assertThat(input.at("/resume/nodes/a/stepIndex").intValue()).isZero();
    assertThat(input.at("/input/who").textValue()).as("the earlier run's").isEqualTo("Ada");
    assertThat(get(test.header("Location")).at("/nodeStates").size()).isEqualTo(2);
    database.update(
        """
        UPDATE workflow_runs SET resume_state = jsonb_set(resume_state, '{nodes,a,status}', '"SKIPPED"')
        WHERE id = ?
        """,
        UUID.fromString(id));
    Answer behind = test(flow, "'startAt':{'runId':'%s','nodeId':'b','only':true}".formatted(id));
    assertThat(workflowInput(behind).at("/resume/nodes/a/status").textValue()).isEqualTo("SKIPPED");
    assertThat(workflowInput(behind).at("/resume/nodes/a/passage/open").booleanValue()).isTrue();
    assertThat(test(flow, "'startAt':{'nodeId':'b','only':true}").status())
        .as("with nothing before it")
        .isEqualTo(202);
    assertThat(test(flow, "'startAt':{'nodeId':'nowhere','only':true}").pointer())
        .isEqualTo("/startAt/nodeId");
    assertThat(test(flow, "'startAt':{'only':true}").pointer()).isEqualTo("/startAt/nodeId");
    assertThat(
            post("/api/flows/" + flow + "/run", json("{'startAt':{'nodeId':'a','only':true}}"))
                .pointer())
        .as("only of the draft")
        .isEqualTo("/startAt/only");
  }

  @Test
  void aTestWithPinsTakesThemAndNoOtherRunDoes() {
    String flow = published("system", PATH);
    redraw(flow, TWO_STEPS.formatted(",'pin':{'output':{'x':7}}"));

    Answer pinned = test(flow, "'pins':true");
    Answer whole = test(flow, "'pins':false");

    assertThat(get(pinned.header("Location")).at("/trigger/pins").booleanValue()).isTrue();
    assertThat(workflowInput(pinned).at("/plan/hash"))
        .isNotEqualTo(workflowInput(whole).at("/plan/hash"));
    assertThat(post("/api/flows/" + flow + "/run", json("{'pins':true}")).pointer())
        .as("only of the draft")
        .isEqualTo("/pins");
    redraw(flow, TWO_STEPS.formatted(",'pin':{'branch':'nowhere'}"));
    assertThat(test(flow, "'pins':true").pointer()).isEqualTo("/pins");
  }

  @Test
  void aPinIsNoPartOfWhatIsPublished() {
    String flow = published("system", TWO_STEPS.formatted(""));
    redraw(flow, TWO_STEPS.formatted(",'pin':{'output':{'x':7}}"));

    Answer again = post("/api/flows/" + flow + "/versions", "{}");

    assertThat(again.at("/version").intValue()).as("the same content").isEqualTo(1);
    assertThat(get("/api/flows/" + flow + "/versions/1").at("/graph/nodes/0").has("pin")).isFalse();
    assertThat(get("/api/flows/" + flow).at("/draft/nodes/0/pin/output/x").intValue()).isEqualTo(7);
  }

  private void redraw(String flow, String graph) {
    Answer drawn = put("/api/flows/" + flow, json("{'draft':" + graph + "}"), "If-Match", "*");
    assertThat(drawn.status()).as(drawn.text()).isEqualTo(200);
  }

  private Answer test(String flow, String fields) {
    return post("/api/flows/" + flow + "/run", json("{'version':'draft'," + fields + "}"));
  }

  private Answer fromStep(String flow, String run, String node) {
    return post(
        "/api/flows/" + flow + "/run",
        json("{'startAt':{'runId':'%s','nodeId':'%s'}}".formatted(run, node)));
  }

  /** A direct run as its workflow's last projection leaves it. */
  private String ended(String flow, String status) {
    String id =
        post("/api/flows/" + flow + "/run", json("{'input':{'who':'Ada'}}"))
            .at("/runId")
            .textValue();
    database.update(
        """
        UPDATE workflow_runs SET status = 'running' WHERE id = ?;
        UPDATE workflow_runs SET status = ?, resume_state = jsonb_build_object(
            'planHash', plan_hash, 'nodes',
            '{"a":{"status":"COMPLETED","execution":1,"attempt":1,"stepIndex":0}}'::jsonb)
        WHERE id = ?
        """,
        UUID.fromString(id),
        status,
        UUID.fromString(id));
    return id;
  }

  /** A direct run as its workflow's first projection leaves it. */
  private String running() {
    String id =
        send("POST", "/api/flows/" + published("system", PATH) + "/run", null)
            .at("/runId")
            .textValue();
    database.update(
        "UPDATE workflow_runs SET status = 'running', started_at = now() WHERE id = ?",
        UUID.fromString(id));
    return id;
  }

  private JsonNode workflowInput(Answer accepted) {
    return database
        .first(
            "SELECT config -> 'workflowInput' AS input FROM workflow_runs WHERE id = ?",
            row -> row.json("input"),
            UUID.fromString(accepted.at("/runId").textValue()))
        .orElseThrow();
  }
}
