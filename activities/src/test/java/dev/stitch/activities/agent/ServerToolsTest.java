package dev.stitch.activities.agent;

import static dev.stitch.activities.agent.AgentWorld.json;
import static dev.stitch.activities.mcp.FakeToolServer.said;
import static dev.stitch.activities.mcp.FakeToolServer.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.mcp.FakeToolServer;
import dev.stitch.activities.mcp.ToolServers;
import dev.stitch.launch.AgentLauncher;
import dev.stitch.machine.RunAct;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepException;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.run.StepRow;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents with tools of MCP servers, good ones and others. */
@Tag("server")
class ServerToolsTest {

  private static final String CALLS =
      "{'model':'scripted','tools':['decide','mcp.%s'],'script':{'turns':[{'toolCalls':[{'name':'mcp_%s_send','input':%s}]},{'text':'Done.'}]}}";

  private static AgentWorld world;

  private FakeToolServer server;
  private String name;
  private Connection connection;

  @BeforeAll
  static void start() throws Exception {
    world = new AgentWorld();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void connect() throws Exception {
    server = new FakeToolServer();
    server.listing = listing(tool("send"), tool("look"));
    UUID id = Ids.next();
    name = "server-" + id.toString().substring(24);
    ConnectionRepository connections = world.context.getBean(ConnectionRepository.class);
    connections.insert(
        id, Toolkit.MCP, name, Jsonb.object().put("url", server.url()), "t0ken-of-server");
    connection = connections.find(id).orElseThrow();
  }

  @AfterEach
  void disconnect() {
    server.close();
  }

  private static JsonNode listing(JsonNode... tools) {
    ObjectNode listing = Jsonb.object();
    for (JsonNode tool : tools) {
      listing.withArray("tools").add(tool);
    }
    return listing;
  }

  private ToolServers servers() {
    return world.context.getBean(ToolServers.class);
  }

  private RunTools tools(String... names) throws InterruptedException {
    ObjectNode config = Jsonb.object();
    for (String each : names) {
      config.withArray("tools").add(each);
    }
    return world.context.getBean(Tools.class).of(config);
  }

  private AgentLauncher.Begun agent(String input) {
    return world.start(CALLS.formatted(name, name, input));
  }

  private String told(UUID runId) {
    return world.steps(runId).stream()
        .filter(step -> step.stepType().equals("tool_result"))
        .map(StepRow::output)
        .map(JsonNode::toString)
        .reduce("", String::concat);
  }

  @Test
  void aCallWaitsForAPersonAndThenHappensOnce() {
    server.calls = call -> said("sent " + call.at("/arguments/text").asText());

    AgentLauncher.Begun run = agent("{'text':'hello'}");
    UUID task = world.task(run.runId());
    assertThat(server.received("tools/call")).isEmpty();
    String shown =
        world
            .database
            .first(
                "SELECT description FROM human_tasks WHERE id = ?",
                row -> row.text("description"),
                task)
            .orElseThrow();
    assertThat(shown).contains("mcp." + name + ".send", server.url(), "hello");
    world.act(run, new RunAct.Answer("yes", "user:ada", task, "approve", null));

    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(server.received("tools/call")).hasSize(1);
    assertThat(told(run.runId())).contains("sent hello");
    assertThat(server.credentials()).containsOnly("Bearer t0ken-of-server");
    assertThat(
            world.steps(run.runId()).stream()
                .filter(step -> step.stepType().equals("tool_call"))
                .map(StepRow::tool))
        .containsExactly("mcp." + name + ".send");
  }

  @Test
  void aCallOfAToolThatComesBackAfterTheTurnIsNotCarriedOutUnasked() {
    server.away.set(1);

    AgentLauncher.Begun run = agent("{'text':'hello'}");

    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(server.away).hasValue(0);
    assertThat(told(run.runId())).contains("nobody has approved it");
    assertThat(server.received("tools/call")).isEmpty();
  }

  @Test
  void aRefusedCallNeverReachesTheServer() {
    AgentLauncher.Begun run = agent("{'text':'hello'}");
    UUID task = world.task(run.runId());
    world.act(run, new RunAct.Answer("no", "user:ada", task, "refuse", null));

    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(server.received("tools/call")).isEmpty();
  }

  @Test
  void anInputThatDoesNotMeetTheServersSchemaIsToldToTheModelAtOnce() {
    AgentLauncher.Begun run = agent("{'text':7}");

    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(told(run.runId())).contains("does not meet the tool's schema");
    assertThat(server.received("tools/call")).isEmpty();
  }

  @Test
  void whatAServerDidWhenItHangsUpInTheMiddleIsNotKnownAndNotDoneAgain() {
    server.calls = call -> null;

    AgentLauncher.Begun run = agent("{'text':'hello'}");
    world.act(run, new RunAct.Answer("yes", "user:ada", world.task(run.runId()), "approve", null));

    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(told(run.runId())).contains("not known");
    assertThat(server.received("tools/call")).hasSize(1);
  }

  @Test
  void aToolsOwnErrorAndItsRefusalAreToldToTheModel() throws Exception {
    server.calls = call -> ((ObjectNode) said("no such thing")).put("isError", true);
    assertThat(servers().call(connection, "send", json("{}"), () -> {}))
        .isEqualTo(new ToolServers.Told(true, "no such thing"));

    server.calls = call -> json("{'code':-32602,'message':'text is missing'}");
    assertThat(servers().call(connection, "send", json("{}"), () -> {}).text())
        .contains("text is missing");
  }

  @Test
  void serversThatStreamTheirAnswersAreHeardToo() throws Exception {
    server.streams = true;
    server.calls = call -> said("line\u2028separated\nText");

    assertThat(servers().tools(connection)).hasSize(2);
    assertThat(servers().call(connection, "send", json("{}"), () -> {}).text())
        .isEqualTo("line\u2028separated\nText");
  }

  @Test
  void aModelIsToldOfTheToolsThatItsRunNamesAndOfNoOthers() throws Exception {
    assertThat(tools("decide", "mcp." + name).tools())
        .extracting(Tool::functionName)
        .containsExactly("decide", "mcp_" + name + "_send", "mcp_" + name + "_look");
    assertThat(tools("mcp." + name + ".look").tools())
        .extracting(Tool::word)
        .containsExactly("mcp." + name + ".look");
    assertThat(world.context.getBean(Tools.class).of(Jsonb.object()).tools())
        .extracting(Tool::word)
        .noneMatch(word -> word.startsWith("mcp"));
    assertThat(server.received("tools/list")).hasSize(1);
  }

  @Test
  void aToolThatIsNotThereIsToldToTheModel() throws Exception {
    server.status = 503;

    RunTools away = tools("mcp." + name);
    assertThat(away.tools())
        .singleElement()
        .extracting(Tool::description)
        .asString()
        .contains("cannot be asked now", "503");
    assertThat(away.isOutward(away.tools().getFirst())).as("it may come back").isTrue();
    assertThat(tools("mcp.nobody.send").tools().getFirst().description())
        .contains("There is no connection nobody");
    server.status = 0;
    assertThat(tools("mcp." + name + ".fly").tools().getFirst().description())
        .contains("no such tool");
  }

  @Test
  void aServerWithoutAnEndIsListedToAnEnd() throws Exception {
    server.listing = ((ObjectNode) listing(tool("send"))).put("nextCursor", "more");

    assertThat(servers().tools(connection)).hasSize(10);
    assertThat(tools("mcp." + name).tools()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'tools':'many'}",
        "{'tools':[7]}",
        "{'tools':[{'name':{}}]}",
        "7",
        "{'wrongId':true}",
        "{'code':'x'}"
      })
  void whatIsNotTheProtocolIsSaidOfTheServer(String listing) {
    server.listing = json(listing);

    assertThatThrownBy(() -> servers().tools(connection))
        .isInstanceOfSatisfying(
            StepException.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.REJECTED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name':'','inputSchema':{'type':'object'}}",
        "{'name':'a b','inputSchema':{'type':'object'}}",
        "{'name':'send','inputSchema':{'type':'string'}}",
        "{'name':'send','inputSchema':{}}",
        "{'name':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','inputSchema':{'type':'object'}}"
      })
  void aToolThatModelsCannotBeToldOfIsLeftOut(String tool) throws Exception {
    server.listing = listing(json(tool), tool("look"));

    assertThat(tools("mcp." + name).tools())
        .extracting(Tool::word)
        .containsExactly("mcp." + name + ".look");
  }
}
