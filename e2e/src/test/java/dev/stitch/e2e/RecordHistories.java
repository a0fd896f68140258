package dev.stitch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Records histories of journeys and paths for {@link ReplayTest}: run it when workflow code has
 * learned something new, with the folder {@code e2e/histories} and the prefix of the new version,
 * e.g. {@code v2}. Recorded files are never changed: they are what is in flight somewhere.
 */
final class RecordHistories implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningStack stack = RunningStack.start();
  private final Api api = stack.api();
  private final WorkflowClient temporal = stack.temporal();
  private final Path folder;
  private final String version;

  private RecordHistories(Path folder, String version) {
    this.folder = folder;
    this.version = version;
  }

  /** Arguments: the folder to record into, and the version's prefix. */
  public static void main(String[] arguments) throws IOException, SQLException {
    try (RecordHistories recorder = new RecordHistories(Path.of(arguments[0]), arguments[1])) {
      recorder.recordAll();
    }
  }

  private void recordAll() throws IOException, SQLException {
    for (String isolation : new String[] {"child", "inline"}) {
      record(
          "reference-" + isolation + "-local", start("reference", isolation, "local", THREE_SETS));
      record(
          "reference-" + isolation + "-remote",
          start("reference", isolation, "remote", THREE_SETS));
      record("wait-" + isolation, start("wait", isolation, "local", WAIT));
      record("reply-" + isolation, replied(start("reply", isolation, "local", REPLY)));
      record("person-" + isolation, answered(start("person", isolation, "local", PERSON)));
      record("repaired-" + isolation, repaired(start("repaired", isolation, "local", FAILING)));
      record("steered-" + isolation, steered(start("steered", isolation, "local", LONG)));
      record("mail-" + isolation, start("mail", isolation, "local", MAIL));
    }
    writeGraphs();
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

  private void record(String name, String entity) throws IOException {
    awaitStatus(entity, "completed");
    Files.createDirectories(folder);
    Set<String> workflows = new LinkedHashSet<>();
    workflows.add("journey/" + entity);
    api.get("/api/workflows?pageSize=100&entityId=" + entity)
        .good()
        .get("data")
        .forEach(run -> workflows.add(run.get("workflowId").asText()));
    int paths = 0;
    for (String workflow : workflows) {
      String kind = workflow.startsWith("journey/") ? "journey" : "path" + ++paths;
      Files.writeString(
          folder.resolve(version + "-" + name + "-" + kind + ".json"),
          anonymous(temporal.fetchHistory(workflow).toJson(true)));
    }
  }

  /** Which process on which machine took part is nobody's business and replays no worse without. */
  private static String anonymous(String history) {
    return history.replaceAll("\"identity\": *\"[^\"]*\"", "\"identity\": \"recorded\"");
  }

  /** The graphs that the histories name by hash. */
  private void writeGraphs() throws SQLException, IOException {
    Path graphs = Files.createDirectories(folder.resolve("graphs"));
    try (Connection connection = stack.database();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT hash, graph FROM graphs")) {
      while (rows.next()) {
        Files.writeString(
            graphs.resolve(rows.getString("hash") + ".json"), rows.getString("graph"));
      }
    }
  }

  @Override
  public void close() {
    temporal.getWorkflowServiceStubs().shutdownNow();
    stack.close();
  }
}
