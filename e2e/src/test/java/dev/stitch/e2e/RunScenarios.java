package dev.stitch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Records what runs besides journeys: direct runs, called ones, bulk operations, tests. */
final class RunScenarios {

  private final Api api;
  private final WorkflowClient temporal;
  private final HistoryFiles files;
  private final Runs runs;

  RunScenarios(Api api, WorkflowClient temporal, HistoryFiles files) {
    this.api = api;
    this.temporal = temporal;
    this.files = files;
    this.runs = new Runs(api);
  }

  void record() throws IOException {
    direct();
    retried();
    cancelled();
    guest();
    calls();
    items();
    bulk();
    connection();
    sequence();
    skippedEarly();
  }

  /** A run that is paused and resumed while it waits, and asks a person and an outside worker. */
  private void direct() throws IOException {
    if (files.has("direct")) {
      return;
    }
    String run =
        run(
            new Canvas()
                .node("note", "transform", "{'values':{'n':'input.n + 1'}}")
                .node("ask", "human.task", "{'title':'Go on?','choices':['yes','no']}")
                .node("outside", "callback", "{'timeout':'PT1S'}")
                .node("late", "transform", "{'values':{'late':'true'}}")
                .edge("note", "ask")
                .edge("ask", "outside", "yes")
                .edge("outside", "late", "timeout"),
            "{'n':1}");
    awaitNode(run, "ask", "waiting");
    api.post("/api/workflows/" + run + "/pause", "{}").good();
    runs.await(run, "paused");
    api.post("/api/workflows/" + run + "/resume", "{}").good();
    runs.await(run, "running");
    runs.answer("runId=" + run, "yes");
    runs.awaitEnd(run);
    files.write("direct", "run", "run/" + run);
  }

  /** A direct run that fails, and its retry from the failed step. */
  private void retried() throws IOException {
    if (files.has("retried")) {
      return;
    }
    String run =
        run(
            new Canvas()
                .node("fine", "transform", "{'values':{'n':'1'}}")
                .node("bad", "transform", "{'values':{'n':'input.missing'}}")
                .edge("fine", "bad"),
            "{}");
    runs.awaitEnd(run);
    String again = api.post("/api/workflows/" + run + "/retry", "{}").good().get("runId").asText();
    runs.awaitEnd(again);
    files.write("retried", "run", "run/" + run);
    files.write("retried", "retry", "run/" + again);
  }

  private void cancelled() throws IOException {
    if (files.has("cancelled")) {
      return;
    }
    String run = run(new Canvas().node("wait", "wait", "{'duration':'P30D'}"), "{}");
    awaitNode(run, "wait", "waiting");
    api.post("/api/workflows/" + run + "/cancel", "{}").good();
    runs.awaitEnd(run);
    files.write("cancelled", "run", "run/" + run);
  }

  /** A direct run at an entity's stage, which the journey waits for like for its own. */
  private void guest() throws IOException {
    if (files.has("guest")) {
      return;
    }
    String bmc = api.flow("bmc", "Guest", Canvas.spine("here", "there").graph());
    String entity = seed(bmc, "guest");
    Eventually.within(Duration.ofSeconds(60))
        .until(
            () -> entity(entity).get("status").asText().equals("waiting"),
            () -> "waits: " + entity(entity));
    String flow =
        api.flow(
            "system",
            "Guest",
            new Canvas().node("ask", "human.task", "{'title':'Go?','choices':['yes']}").graph());
    String run =
        api.post(
                "/api/flows/" + flow + "/run",
                Canvas.json("{'entityId':'%s','uxNodeId':'here'}".formatted(entity)))
            .good()
            .get("runId")
            .asText();
    awaitNode(run, "ask", "waiting");
    runs.answer("runId=" + run, "yes");
    runs.awaitEnd(run);
    Eventually.within(Duration.ofSeconds(60))
        .until(
            () -> entity(entity).get("currentNodeId").asText().equals("there"),
            () -> "goes on: " + entity(entity));
    files.write("guest", "run", "run/" + run);
    files.write("guest", "journey", "journey/" + entity);
  }

  private void calls() throws IOException {
    if (files.has("subflow")) {
      return;
    }
    String called =
        api.flow(
            "system",
            "Called",
            new Canvas()
                .node("ask", "human.task", "{'title':'Called?','choices':['yes']}")
                .node("double", "transform", "{'values':{'value':'input.n * 2'}}")
                .edge("ask", "double", "yes")
                .graph());
    String run =
        run(
            new Canvas()
                .node("sub", "subflow", "{'flowId':'%s','input':{'n':'input.n'}}".formatted(called))
                .node("use", "transform", "{'values':{'value':'steps.sub.output.double.value'}}")
                .edge("sub", "use"),
            "{'n':21}");
    Eventually.within(Duration.ofSeconds(60))
        .until(() -> called(run).size() == 1, () -> "the subflow runs: " + runs.view(run));
    String child = called(run).get(0).get("id").asText();
    awaitNode(child, "ask", "waiting");
    api.post("/api/workflows/" + run + "/pause", "{}").good();
    runs.await(child, "paused");
    api.post("/api/workflows/" + run + "/resume", "{}").good();
    runs.await(child, "running");
    runs.answer("runId=" + child, "yes");
    runs.awaitEnd(run);
    files.write("subflow", "caller", "run/" + run);
    files.write("subflow", "called", "run/" + child);
  }

  /** Enough items, few at once, for the batching workflow to continue as new; one of them fails. */
  private void items() throws IOException {
    if (files.has("each")) {
      return;
    }
    String item =
        api.flow(
            "system",
            "Item",
            new Canvas()
                .node("wait", "wait", "{'duration':'PT1S'}")
                .node("double", "transform", "{'values':{'value':'input.item.n * 2'}}")
                .edge("wait", "double")
                .graph());
    ObjectNode input = (ObjectNode) Canvas.json("{'items':[{'m':0}]}");
    for (int n = 1; n < 24; n++) {
      ((ArrayNode) input.get("items")).addObject().put("n", n);
    }
    String run =
        run(
            new Canvas()
                .node(
                    "each",
                    "for_each",
                    "{'flowId':'%s','items':'input.items','concurrency':3,'onError':'continue'}"
                        .formatted(item)),
            input.toString());
    Eventually.within(Duration.ofSeconds(60))
        .until(() -> called(run).size() >= 2, () -> "items run: " + runs.view(run));
    api.post("/api/workflows/" + run + "/pause", "{}").good();
    runs.await(run, "paused");
    api.post("/api/workflows/" + run + "/resume", "{}").good();
    runs.awaitEnd(run);
    files.write("each", "caller", "run/" + run);
    JsonNode first = called(run).get(0);
    files.write("each", "items", first.at("/config/caller/workflowId").asText());
    files.write("each", "item", "run/" + first.get("id").asText());
  }

  private void bulk() throws IOException {
    if (files.has("bulk")) {
      return;
    }
    String bmc = api.flow("bmc", "Bulk", Canvas.spine("only").graph());
    ObjectNode people = (ObjectNode) Canvas.json("{'contactIds':[]}");
    for (int n = 0; n < 5; n++) {
      ((ArrayNode) people.get("contactIds"))
          .add(api.contact("Bulk " + n, "bulk-" + n + "@example.org"));
    }
    String operation =
        api.post("/api/flows/" + bmc + "/run", people).good().get("bulkOperationId").asText();
    Eventually.within(Duration.ofSeconds(60))
        .until(
            () ->
                api.get("/api/bulk-operations/" + operation)
                    .good()
                    .get("status")
                    .asText()
                    .equals("completed"),
            () -> "ends: " + api.get("/api/bulk-operations/" + operation).body());
    files.write("bulk", "operation", "bulk/" + operation);
  }

  private void connection() throws IOException {
    if (files.has("connection")) {
      return;
    }
    String connection =
        api.post(
                "/api/connections",
                Canvas.json(
                    """
                    {'toolkit':'http','name':'Recorded','secret':'unused',
                     'config':{'scheme':'bearer','hosts':['127.0.0.1'],'testUrl':'http://127.0.0.1:1/'}}
                    """))
            .good()
            .get("id")
            .asText();
    api.post("/api/connections/" + connection + "/test", "{}");
    Eventually.within(Duration.ofSeconds(20))
        .until(
            () -> temporal.listExecutions("WorkflowType = 'ConnectionTest'").findAny().isPresent(),
            () -> "a test is listed");
    String test =
        temporal
            .listExecutions("WorkflowType = 'ConnectionTest'")
            .findAny()
            .orElseThrow()
            .getExecution()
            .getWorkflowId();
    temporal.newUntypedWorkflowStub(test).getResult(JsonNode.class);
    files.write("connection", "test", test);
  }

  /** An enrollment that waits in between, is paused and resumed, and goes on with its mails. */
  private void sequence() throws IOException {
    if (files.has("sequence")) {
      return;
    }
    String route = "/api/workflows/templates";
    String template =
        api.post(route, Canvas.json("{'name':'Recorded','templateType':'nurture'}"))
            .good()
            .get("id")
            .asText();
    for (String step :
        List.of(
            "{'stepType':'message','config':{'subject':'One','text':'Hi {{contact.name}}'}}",
            "{'stepType':'wait','config':{'duration':'P3D'}}",
            "{'stepType':'condition','config':{'expression':'contact.name != \"\"','otherwise':'stop'}}",
            "{'stepType':'message','config':{'subject':'Two','text':'Still there?'}}")) {
      api.post(route + "/" + template + "/steps", Canvas.json(step)).good();
    }
    api.post(route + "/" + template + "/activate", "{}").good();
    String contact = api.contact("Recorded", "recorded-sequence@example.org");
    String enrollments = route + "/" + template + "/enrollments";
    api.post(enrollments, Canvas.json("{'contactIds':['" + contact + "']}")).good();
    Eventually.within(Duration.ofMinutes(1))
        .until(
            () -> enrollment(enrollments).at("/waitingOn/0/kind").asText().equals("timer"),
            () -> "waits: " + enrollment(enrollments));
    String one = enrollments + "/" + enrollment(enrollments).get("id").asText();
    String run = enrollment(enrollments).get("workflowRunId").asText();
    api.post(one + "/pause", "{}").good();
    runs.await(run, "paused");
    api.post(one + "/resume", "{}").good();
    runs.await(run, "running");
    skip("sequence/" + run, "step-1");
    runs.awaitEnd(run);
    files.write("sequence", "run", "sequence/" + run);
  }

  private void skip(String workflowId, String nodeId) {
    temporal
        .newUntypedWorkflowStub(workflowId)
        .signal("skip", Map.of("nodeId", nodeId, "actor", "user:recorder"));
  }

  private JsonNode enrollment(String enrollments) {
    return api.get(enrollments).good().at("/data/0");
  }

  /** A step that is skipped before its path comes to it. */
  private void skippedEarly() throws IOException {
    if (files.has("early")) {
      return;
    }
    String run =
        run(
            new Canvas()
                .node("pause", "wait", "{'duration':'P1D'}")
                .node("spared", "wait", "{'duration':'P30D'}")
                .node("last", "transform", "{'values':{'n':'1'}}")
                .edge("pause", "spared")
                .edge("spared", "last"),
            "{}");
    awaitNode(run, "pause", "waiting");
    skip("run/" + run, "spared");
    skip("run/" + run, "pause");
    runs.awaitEnd(run);
    files.write("early", "skip", "run/" + run);
  }

  private String run(Canvas canvas, String input) {
    String flow = api.flow("system", "Recorded", canvas.graph());
    return api.post("/api/flows/" + flow + "/run", Canvas.json("{'input':" + input + "}"))
        .good()
        .get("runId")
        .asText();
  }

  private String seed(String bmc, String name) {
    String contact = api.contact(name, name + "@example.org");
    return api.post("/api/flows/" + bmc + "/run", Canvas.json("{'contactIds':['" + contact + "']}"))
        .good()
        .at("/entities/0/entityId")
        .asText();
  }

  private JsonNode entity(String id) {
    return api.get("/api/entities/" + id).good();
  }

  private JsonNode called(String run) {
    return api.get("/api/workflows?sort=createdAt&pageSize=100&parentRunId=" + run)
        .good()
        .get("data");
  }

  private void awaitNode(String run, String node, String status) {
    runs.await(run, "/nodeStates/" + node + "/status", status);
  }
}
