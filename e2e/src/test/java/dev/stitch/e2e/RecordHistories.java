package dev.stitch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.connectors.testing.FakeX;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Records histories for {@link ReplayTest}: run it when workflow code has learned something new,
 * with the prefix of the new version, e.g. {@code -Dstitch.record=v2}. Recorded files are never
 * changed: they are what is in flight somewhere.
 */
@EnabledIfSystemProperty(named = "stitch.record", matches = "v\\d+")
class RecordHistories {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeX x = new FakeX();
  private final RunningStack stack;
  private final Api api;
  private final WorkflowClient temporal;
  private final HistoryFiles files;

  RecordHistories() throws IOException {
    Map<String, String> environment = new HashMap<>(BatchScenarios.environment(x));
    // Agents whose budget is too small ask it for nothing.
    environment.put("ANTHROPIC_API_KEY", "sk-recorded");
    stack = EarlyContinuation.start(environment);
    api = stack.api();
    temporal = stack.temporal();
    files = new HistoryFiles(Path.of("histories"), System.getProperty("stitch.record"), temporal);
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void recordsJourneysAndTheirPaths() throws IOException, SQLException {
    for (String isolation : new String[] {"child", "inline"}) {
      record(
          "reference-" + isolation + "-local",
          () -> start("reference", isolation, "local", THREE_SETS));
      record(
          "reference-" + isolation + "-remote",
          () -> start("reference", isolation, "remote", THREE_SETS));
      record("wait-" + isolation, () -> start("wait", isolation, "local", WAIT));
      record("reply-" + isolation, () -> replied(start("reply", isolation, "local", REPLY)));
      record("person-" + isolation, () -> answered(start("person", isolation, "local", PERSON)));
      record(
          "repaired-" + isolation, () -> repaired(start("repaired", isolation, "local", FAILING)));
      record("steered-" + isolation, () -> steered(start("steered", isolation, "local", LONG)));
      record("mail-" + isolation, () -> start("mail", isolation, "local", MAIL));
      record("models-" + isolation, () -> start("models", isolation, "local", MODELS));
      record(
          "continued-" + isolation, () -> continued(start("continued", isolation, "local", REPLY)));
      record("migrated-" + isolation, () -> migrated(start("migrated", isolation, "local", LONG)));
      record("mended-" + isolation, () -> mended(start("mended", isolation, "local", FAILING)));
    }
    writeGraphs();
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void recordsRunsOfFlowsAndOperations() throws IOException, SQLException {
    new RunScenarios(api, temporal, files).record();
    writeGraphs();
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void recordsAgents() throws IOException {
    new AgentScenarios(api, files).record();
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void recordsTheOtherFamilies() throws IOException, InterruptedException, SQLException {
    new BatchScenarios(api, temporal, files, x).record();
    new ScheduledScenarios(api, temporal, files).record();
    new MailScenarios(api, temporal, files).record();
    writeGraphs();
  }

  private void writeGraphs() throws IOException, SQLException {
    try (Connection connection = stack.database()) {
      files.writeGraphs(connection);
    }
  }

  private static final String THREE_SETS =
      "[{'id':'a','type':'set','data':{'values':{'a':'1'}}},"
          + "{'id':'b','type':'set','data':{'values':{'b':'entity.metadata.a + 1'}}},"
          + "{'id':'c','type':'set','data':{'values':{'c':'contact.email'}}}]";
  private static final String WAIT =
      "[{'id':'pause','type':'wait','data':{'duration':'PT1S'}},"
          + "{'id':'after','type':'set','data':{'values':{'a':'1'}}}]";
  private static final String REPLY =
      "[{'id':'reply','type':'wait.event','data':{'event':'reply','match':'event.data.n > 1',"
          + "'timeout':'PT1H'}},{'id':'after','type':'set','data':{'values':{'a':'1'}}}]";
  private static final String PERSON =
      "[{'id':'ask','type':'human.task','data':{'title':'Fit?','choices':['yes','no']}}]";
  private static final String FAILING =
      "[{'id':'first','type':'set','data':{'values':{'a':'1'}}},"
          + "{'id':'bad','type':'set','data':{'values':{'b':'input.missing'}}},"
          + "{'id':'last','type':'set','data':{'values':{'c':'1'}}}]";
  private static final String LONG = "[{'id':'pause','type':'wait','data':{'duration':'P30D'}}]";
  private static final String MODELS =
      "[{'id':'who','type':'llm.extract','data':{'model':'scripted','prompt':'Who?',"
          + "'schema':{'type':'object','required':['name'],"
          + "'properties':{'name':{'type':'string'}}}}},"
          + "{'id':'write','type':'llm.generate','data':{'model':'scripted',"
          + "'prompt':'Greet {{steps.who.output.data.name}}'}}]";
  private static final String MAIL =
      "[{'id':'mail','type':'email.send','data':{'subject':'Hello {{contact.name}}','text':'Hi'}}]";

  /** Starts a journey over two stages that both run these steps; answers the entity's id. */
  private String start(String name, String isolation, String steps, String chain)
      throws IOException {
    ObjectNode path = JSON.createObjectNode();
    path.putObject("settings").put("isolation", isolation).put("steps", steps);
    JsonNode nodes = JSON.readTree(chain.replace('\'', '"'));
    path.set("nodes", nodes);
    path.set("edges", edges(nodes));
    String title = name + " " + isolation + " " + steps;
    String system = api.flow("system", title + " path", path);
    ObjectNode spine = JSON.createObjectNode();
    ArrayNode stages = spine.putArray("nodes");
    stages.addObject().put("id", "start").put("type", "ux").putObject("data");
    stages.addObject().put("id", "end").put("type", "ux").putObject("data");
    spine.set("edges", edges(stages));
    String bmc = api.flow("bmc", title, spine);
    api.map(bmc, "start", system);
    api.map(bmc, "end", system);
    String contact = api.contact(title, title.replace(' ', '-') + "@example.org");
    ObjectNode seed = JSON.createObjectNode();
    seed.putArray("contactIds").add(contact);
    return api.post("/api/flows/" + bmc + "/run", seed)
        .good()
        .get("entities")
        .get(0)
        .get("entityId")
        .asText();
  }

  private static ArrayNode edges(JsonNode nodes) {
    ArrayNode edges = JSON.createArrayNode();
    for (int i = 1; i < nodes.size(); i++) {
      String source = nodes.get(i - 1).get("id").asText();
      String target = nodes.get(i).get("id").asText();
      edges
          .addObject()
          .put("id", source + "-" + target)
          .put("source", source)
          .put("target", target);
    }
    return edges;
  }

  private String replied(String entity) {
    for (String stage : new String[] {"start", "end"}) {
      awaitWaiting(entity, stage);
      for (int n = 1; n <= 2; n++) {
        api.post(
                "/api/entities/" + entity + "/events",
                "{\"id\":\"" + stage + n + "\",\"name\":\"reply\",\"data\":{\"n\":" + n + "}}")
            .good();
      }
    }
    return entity;
  }

  private String answered(String entity) {
    for (String stage : new String[] {"start", "end"}) {
      awaitWaiting(entity, stage);
      JsonNode tasks = api.get("/api/tasks?state=open&entityId=" + entity).good().get("data");
      api.post("/api/tasks/" + tasks.get(0).get("id").asText() + "/answer", "{\"choice\":\"yes\"}")
          .good();
    }
    return entity;
  }

  private String repaired(String entity) {
    awaitStatus(entity, "blocked");
    act(entity, "retry", "{\"from\":\"failed_step\"}");
    awaitStatus(entity, "blocked");
    act(entity, "retry", "{\"from\":\"start\"}");
    awaitStatus(entity, "blocked");
    act(entity, "skip", "{}");
    awaitNode(entity, "end");
    awaitStatus(entity, "blocked");
    act(entity, "skip", "{}");
    return entity;
  }

  private String steered(String entity) {
    awaitWaiting(entity, "start");
    act(entity, "pause", "{\"timers\":\"freeze\"}");
    act(entity, "resume", "{\"mode\":\"continue\"}");
    act(entity, "move", "{\"uxNodeId\":\"end\"}");
    awaitWaiting(entity, "end");
    act(entity, "skip", "{}");
    return entity;
  }

  /** A storm of events that the path's wait does not ask for, then those that it does. */
  private String continued(String entity) {
    awaitWaiting(entity, "start");
    JsonNode paths = api.get("/api/workflows?entityId=" + entity).good().get("data");
    EarlyContinuation.bringAbout(
        temporal,
        paths.get(0).get("workflowId").asText(),
        n ->
            api.post(
                    "/api/entities/" + entity + "/events",
                    "{\"id\":\"noise" + n + "\",\"name\":\"reply\",\"data\":{\"n\":0}}")
                .good());
    awaitWaiting(entity, "start");
    return replied(entity);
  }

  /** Goes over to a version whose first stage has another name. */
  private String migrated(String entity) {
    awaitWaiting(entity, "start");
    String flow = api.get("/api/entities/" + entity).good().get("flowId").asText();
    ObjectNode spine = JSON.createObjectNode();
    ArrayNode stages = spine.putArray("nodes");
    for (String stage : new String[] {"begin", "middle", "end"}) {
      stages
          .addObject()
          .put("id", stage)
          .put("type", "ux")
          .putObject("data")
          .put("advance", "auto");
    }
    spine.set("edges", edges(stages));
    publish(flow, spine);
    act(entity, "migrate", "{\"version\":2,\"nodeMap\":{\"start\":\"begin\"}}");
    awaitWaiting(entity, "begin");
    act(entity, "skip", "{}");
    awaitWaiting(entity, "end");
    act(entity, "skip", "{}");
    return entity;
  }

  /** The failing step is mended in a new version of its flow, to which the retry goes. */
  private String mended(String entity) throws IOException {
    awaitStatus(entity, "blocked");
    JsonNode run = api.get("/api/workflows?entityId=" + entity).good().get("data").get(0);
    String flow = run.get("flowId").asText();
    ObjectNode graph =
        (ObjectNode) api.get("/api/flows/" + flow + "/versions/1").good().get("graph").deepCopy();
    ((ObjectNode) graph.at("/nodes/1/data/values")).put("b", "2");
    publish(flow, graph);
    act(entity, "retry", "{\"from\":\"failed_step\",\"version\":\"latest\"}");
    return entity;
  }

  private void publish(String flow, JsonNode graph) {
    api.change("/api/flows/" + flow, "*", JSON.createObjectNode().set("graph", graph).toString())
        .good();
    api.post("/api/flows/" + flow + "/versions", "{}").good();
  }

  private void act(String entity, String act, String body) {
    api.post("/api/entities/" + entity + "/" + act, body).good();
  }

  private void awaitWaiting(String entity, String stage) {
    awaitNode(entity, stage);
    awaitStatus(entity, "waiting");
  }

  private void awaitNode(String entity, String stage) {
    await(entity, "currentNodeId", stage);
  }

  private void awaitStatus(String entity, String status) {
    await(entity, "status", status);
  }

  private void await(String entity, String field, String value) {
    Eventually.within(Duration.ofSeconds(60))
        .until(
            () -> api.get("/api/entities/" + entity).good().path(field).asText().equals(value),
            () -> field + " is " + value + ": " + api.get("/api/entities/" + entity).body());
  }

  /** Records the journey that a scenario ends with, and its paths, unless that was done before. */
  private void record(String name, Scenario scenario) throws IOException {
    if (files.has(name)) {
      return;
    }
    String entity = scenario.walk();
    awaitStatus(entity, "completed");
    files.write(name, "journey", "journey/" + entity);
    Set<String> paths = new LinkedHashSet<>();
    api.get("/api/workflows?pageSize=100&entityId=" + entity)
        .good()
        .get("data")
        .forEach(run -> paths.add(run.get("workflowId").asText()));
    paths.remove("journey/" + entity);
    int number = 0;
    for (String path : paths) {
      files.write(name, "path" + ++number, path);
    }
  }

  /** Starts and steers one journey; answers its entity. */
  @FunctionalInterface
  private interface Scenario {
    String walk() throws IOException;
  }

  @AfterEach
  void stop() {
    temporal.getWorkflowServiceStubs().shutdownNow();
    stack.close();
    x.close();
  }
}
