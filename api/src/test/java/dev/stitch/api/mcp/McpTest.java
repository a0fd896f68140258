package dev.stitch.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.api.testing.ScriptedWorkflow;
import dev.stitch.store.Ids;
import dev.stitch.store.access.ApiKeyRepository;
import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.NonNull;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapperSupplier;
import io.modelcontextprotocol.json.schema.jackson2.JacksonJsonSchemaValidatorSupplier;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By the SDK's own client over HTTP, as agents come. */
@org.junit.jupiter.api.Tag("server")
class McpTest extends JourneyApiTest {

  @Inject ApiKeyRepository keys;

  private final Map<Role, String> authorization = new EnumMap<>(Role.class);
  private final Map<Role, McpSyncClient> clients = new EnumMap<>(Role.class);

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("stitch.login", "required");
    return properties;
  }

  @BeforeAll
  void connect() {
    for (Role role : Role.values()) {
      String key = "Bearer " + keys.issue(role.text(), role, "test").secret();
      authorization.put(role, key);
      McpSyncClient client = client(key);
      client.initialize();
      clients.put(role, client);
    }
  }

  @AfterAll
  void disconnect() {
    clients.values().forEach(McpSyncClient::close);
  }

  private McpSyncClient client(String key) {
    return McpClient.sync(
            HttpClientStreamableHttpTransport.builder(server.getURL().toString())
                .endpoint("/mcp")
                .jsonMapper(new JacksonMcpJsonMapperSupplier().get())
                .httpRequestCustomizer(
                    (request, method, uri, body, context) -> request.header("Authorization", key))
                .build())
        .jsonSchemaValidator(new JacksonJsonSchemaValidatorSupplier().get())
        .build();
  }

  /** What tests prepare by the API is done by an administrator. */
  @Override
  protected Answer send(String method, String path, String body, String... headers) {
    return headers.length == 0
        ? super.send(method, path, body, "Authorization", authorization.get(Role.ADMIN))
        : super.send(method, path, body, headers);
  }

  @Test
  void itSaysWhatItIsAndHowItIsUsed() {
    McpSyncClient client = clients.get(Role.VIEWER);

    assertThat(client.getServerInfo().name()).isEqualTo("stitch");
    assertThat(client.getServerInstructions()).contains("publish_flow", "dryRun");
  }

  @Test
  void everyRoleIsListedTheToolsThatItMayUse() {
    Set<String> viewer = listed(Role.VIEWER);
    Set<String> operator = listed(Role.OPERATOR);
    Set<String> editor = listed(Role.EDITOR);

    assertThat(viewer)
        .contains(
            "list_flows",
            "validate_graph",
            "get_flow_proposal",
            "get_entity",
            "list_tasks",
            "get_run")
        .doesNotContain("run_flow", "pause_entity", "publish_flow");
    assertThat(operator)
        .containsAll(viewer)
        .contains("run_flow", "move_entity", "skip_entity_node", "answer_task", "cancel_run")
        .doesNotContain("create_flow", "update_flow", "publish_flow", "propose_flow");
    assertThat(editor)
        .containsAll(operator)
        .contains("create_flow", "update_flow", "publish_flow", "propose_flow");
    assertThat(listed(Role.ADMIN)).isEqualTo(editor);
  }

  @Test
  void aToolIsDescribedByItsRoute() {
    Tool move = tool("move_entity");

    assertThat(move.inputSchema().get("required")).isEqualTo(List.of("id", "uxNodeId"));
    assertThat(move.inputSchema().get("additionalProperties")).isEqualTo(false);
    assertThat(move.annotations().readOnlyHint()).isFalse();
    assertThat(tool("list_runs").annotations().readOnlyHint()).isTrue();
    assertThat(tool("kill_run").annotations().destructiveHint()).isTrue();
    assertThat(listedTools(Role.ADMIN))
        .allSatisfy(
            tool -> {
              assertThat(tool.description()).isNotBlank();
              assertThat(JSON.valueToTree(tool.inputSchema()).findValues("$ref")).isEmpty();
            });
  }

  @Test
  void aFlowIsDraftedValidatedPublishedAndRead() {
    JsonNode created =
        done(
            Role.EDITOR,
            "create_flow",
            "{'name':'By an agent','kind':'bmc','graph':" + SPINE + "}");
    String id = created.at("/id").textValue();

    JsonNode drafted =
        done(
            Role.EDITOR,
            "update_flow",
            "{'id':'%s','ifMatch':%d,'name':'Renamed'}"
                .formatted(id, created.at("/draftRevision").intValue()));
    assertThat(drafted.at("/name").textValue()).isEqualTo("Renamed");
    assertThat(
            done(Role.VIEWER, "validate_graph", "{'kind':'bmc','graph':" + SPINE + "}").toString())
        .contains("[]");
    assertThat(
            done(Role.EDITOR, "publish_flow", "{'id':'" + id + "','notes':'first'}").at("/version"))
        .hasToString("1");
    assertThat(
            done(Role.VIEWER, "get_flow_version", "{'id':'" + id + "','version':1}").at("/notes"))
        .hasToString("\"first\"");
    assertThat(done(Role.VIEWER, "list_flows", "{'q':'Renamed','pageSize':1}").at("/total"))
        .hasToString("1");
  }

  @Test
  void aProposalIsAskedForAndReadWithoutTouchingTheDraft() {
    String flow = draft("bmc", SPINE, "null");
    String wanted = "{'id':'%s','description':'Greet them','script':{'turns':[]}}".formatted(flow);

    String run = done(Role.EDITOR, "propose_flow", wanted).at("/runId").textValue();

    JsonNode proposal =
        done(Role.VIEWER, "get_flow_proposal", "{'id':'%s','runId':'%s'}".formatted(flow, run));
    assertThat(proposal.at("/status")).hasToString("\"pending\"");
    assertThat(proposal.at("/graph").isNull()).isTrue();
    assertThat(done(Role.VIEWER, "get_flow", "{'id':'" + flow + "'}").at("/draft"))
        .isEqualTo(tree(SPINE));
    assertThat(refused(Role.EDITOR, "propose_flow", "{'id':'" + flow + "'}"))
        .contains("/description");
  }

  @Test
  void aSeedingIsRehearsedAndCarriedOut() {
    String flow = published("bmc", SPINE);
    UUID contact = contact();
    String seeding = "{'flowId':'%s','contactIds':['%s'],'dryRun':%s}";

    JsonNode rehearsed = done(Role.OPERATOR, "run_flow", seeding.formatted(flow, contact, true));

    assertThat(rehearsed.at("/accepted").intValue()).as(rehearsed.toString()).isOne();
    assertThat(done(Role.VIEWER, "list_entities", "{'flowId':'" + flow + "'}").at("/total"))
        .hasToString("0");
    done(Role.OPERATOR, "run_flow", seeding.formatted(flow, contact, false));
    assertThat(done(Role.VIEWER, "list_entities", "{'flowId':'" + flow + "'}").at("/total"))
        .hasToString("1");
  }

  @Test
  void anActReachesTheJourneyUnderTheNameOfTheKeyAndOnceUnderItsIdempotencyKey() {
    String entity = entity(published("bmc", SPINE));
    project(entity, "new", "active");
    String pause = "{'id':'" + entity + "','timers':'elapse','idempotencyKey':'once'}";

    assertThat(done(Role.OPERATOR, "pause_entity", pause).at("/id").textValue()).isEqualTo(entity);
    done(Role.OPERATOR, "pause_entity", pause);

    assertThat(ScriptedWorkflow.heardBy("journey/" + entity)).hasSize(1);
    JsonNode heard = JSON.valueToTree(ScriptedWorkflow.heardBy("journey/" + entity)).get(0);
    assertThat(heard.toString()).contains("ELAPSE", "key:operator");
  }

  @Test
  void whatARoleMayNotDoIsRefusedAndStandsInTheAuditLogAsTheRouteDoes() {
    String flow = draft("bmc", SPINE, "null");
    String path = "/api/flows/" + flow + "/versions";

    String refused = refused(Role.VIEWER, "publish_flow", "{'id':'" + flow + "'}");
    done(Role.EDITOR, "publish_flow", "{'id':'" + flow + "'}");
    done(Role.VIEWER, "list_flow_versions", "{'id':'" + flow + "'}");

    assertThat(refused).contains("needs the role editor").contains("viewer");
    List<String> noted =
        database.list(
            "SELECT role || ' ' || action || ' ' || status AS entry FROM audit_log WHERE subject ="
                + " ? ORDER BY id",
            row -> row.text("entry"),
            path);
    assertThat(noted)
        .containsExactly(
            "viewer POST /api/flows/{id}/versions 403", "editor POST /api/flows/{id}/versions 201");
    assertThat(database.number("SELECT count(*) FROM audit_log WHERE subject LIKE '/mcp%'"))
        .isZero();
  }

  @Test
  void anErrorNamesTheFieldAndTheFix() {
    String entity = entity(published("bmc", SPINE));

    assertThat(refused(Role.EDITOR, "create_flow", "{'kind':'bmc'}")).contains("/name");
    assertThat(refused(Role.EDITOR, "create_flow", "{'name':'x','kind':'brick'}"))
        .contains("/kind", "bmc");
    assertThat(refused(Role.EDITOR, "create_flow", "{'name':'x\\u0000','kind':'bmc'}"))
        .contains("/name", "NUL");
    assertThat(refused(Role.OPERATOR, "move_entity", "{'id':'" + entity + "','uxNodeId':'crm'}"))
        .contains("/uxNodeId");
    assertThat(refused(Role.OPERATOR, "pause_entity", "{'id':'" + entity + "','timer':'elapse'}"))
        .contains("/timer", "[idempotencyKey, id, timers]");
    assertThat(refused(Role.VIEWER, "list_runs", "{'pageSize':5000}")).contains("/pageSize", "200");
    assertThat(refused(Role.VIEWER, "list_runs", "{'status':['failed']}")).contains("/status");
    assertThat(refused(Role.VIEWER, "list_runs", "{'status':''}")).contains("/status", "empty");
    assertThat(refused(Role.VIEWER, "get_run", "{}")).contains("/id", "required");
    assertThat(refused(Role.VIEWER, "get_run", "{'id':'" + Ids.next() + "'}")).contains("no run");
  }

  /** The id of a tool is one segment of a path: it leads to no other route. */
  @ParameterizedTest
  @ValueSource(
      strings = {"..", ".", "../api-keys", "x/../../api-keys", "%2e%2e", "?a=b", "#", "a b"})
  void noIdLeadsToAnotherRoute(String id) {
    assertThat(refused(Role.ADMIN, "get_flow", "{'id':'" + id + "'}"))
        .containsAnyOf("There is nothing at", "There is no flow");
  }

  @Test
  void aLongAnswerIsCutAndSaysHowToAskForLess() {
    String text = "x".repeat(ApiTools.MAX_ANSWER);
    UUID contact = contact();
    database.update(
        "UPDATE contacts SET attributes = jsonb_build_object('t', ?::text) WHERE id = ?",
        text,
        contact);

    String answer = text(called(Role.VIEWER, "get_contact", "{'id':'" + contact + "'}"));

    assertThat(answer)
        .startsWith("Only the first 60,000 of")
        .hasSizeLessThan(ApiTools.MAX_ANSWER + 200);
  }

  @Test
  void nobodyComesInWithoutAKey() {
    String list = json("{'jsonrpc':'2.0','id':1,'method':'tools/list'}");

    Answer answer = super.send("POST", "/mcp", list, "Content-Type", "application/json");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(post("/mcp", list, "Authorization", "Bearer sk_wrong").status()).isEqualTo(401);
    assertThat(
            post(
                    "/mcp",
                    list,
                    "Authorization",
                    authorization.get(Role.ADMIN),
                    "Origin",
                    "https://evil.example")
                .status())
        .isEqualTo(403);
  }

  @Test
  void aRevokedKeyIsRefusedInTheMiddleOfAConversation() {
    var issued = keys.issue("leaving", Role.VIEWER, "test");
    try (McpSyncClient client = client("Bearer " + issued.secret())) {
      client.initialize();
      keys.revoke(issued.key().id());

      assertThatThrownBy(client::listTools).isInstanceOf(RuntimeException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "1",
        "{",
        "[{'jsonrpc':'2.0','id':1,'method':'ping'}]",
        "{'jsonrpc':'2.0','id':null,'method':'ping'}",
        "{'jsonrpc':'2.0','id':{},'method':'ping'}",
        "{'jsonrpc':'2.0','id':1,'method':{}}",
        "{'jsonrpc':'2.0','id':123456789012345678901234567890,'method':'ping'}"
      })
  void whatIsNoMessageIsABadRequest(String message) {
    assertThat(post("/mcp", json(message)).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'jsonrpc':'2.0','id':1,'method':'tools/call'}",
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{}}",
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':[1]}",
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'nonesuch'}}",
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'get_run','arguments':7}}",
        "{'jsonrpc':'2.0','id':1,'method':'initialize','params':[7]}",
        "{'jsonrpc':'2.0','id':1,'method':'nonesuch'}"
      })
  void whatTheProtocolDoesNotKnowIsItsErrorWithoutATrace(String message) {
    Answer answer = post("/mcp", json(message));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/error/code").intValue()).as(answer.text()).isLessThan(0);
    assertThat(answer.text()).doesNotContain("Exception", "\\tat ", "io.modelcontextprotocol");
  }

  @Test
  void messagesNeedNoSessionAndOtherMethodsAreNotThere() {
    assertThat(
            post("/mcp", json("{'jsonrpc':'2.0','method':'notifications/initialized'}")).status())
        .isEqualTo(202);
    assertThat(get("/mcp").status()).isEqualTo(405);
    assertThat(delete("/mcp").status()).isEqualTo(405);
    assertThat(
            post(
                    "/mcp",
                    json("{'jsonrpc':'2.0','id':1,'method':'ping'}"),
                    "Authorization",
                    authorization.get(Role.VIEWER),
                    "MCP-Protocol-Version",
                    "1999-01-01")
                .status())
        .isEqualTo(400);
  }

  private Set<String> listed(Role role) {
    return listedTools(role).stream().map(Tool::name).collect(Collectors.toSet());
  }

  private List<Tool> listedTools(Role role) {
    return clients.get(role).listTools().tools();
  }

  private Tool tool(String name) {
    return listedTools(Role.ADMIN).stream()
        .filter(tool -> tool.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private CallToolResult called(Role role, String tool, String arguments) {
    return clients
        .get(role)
        .callTool(
            CallToolRequest.builder(tool)
                .arguments(JSON.convertValue(tree(arguments), Arguments.class))
                .build());
  }

  private static final class Arguments extends java.util.LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;
  }

  private JsonNode done(Role role, String tool, String arguments) {
    CallToolResult result = called(role, tool, arguments);
    assertThat(result.isError()).as(text(result)).isFalse();
    return tree(text(result));
  }

  private String refused(Role role, String tool, String arguments) {
    CallToolResult result = called(role, tool, arguments);
    assertThat(result.isError()).as(text(result)).isTrue();
    return text(result);
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().getFirst()).text();
  }
}
