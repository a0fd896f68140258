package dev.stitch.api.mcp;

import dev.stitch.api.security.Caller;
import io.micronaut.http.HttpRequest;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The SDK's server, which keeps the rules of the protocol, over the API's tools. It remembers
 * nothing between two messages. Everybody's tools are in it; whom it lists one to, and who may call
 * it, is decided for each message by the caller's role.
 */
@Singleton
class AgentServer {

  private static final Logger LOG = LoggerFactory.getLogger(AgentServer.class);

  /** Where a tool finds the HTTP request that its call came with. */
  private static final String REQUEST = "request";

  private static final String INSTRUCTIONS =
      """
      Stitch moves contacts through business flows. A flow is a graph: kind "bmc" has the stages \
      (UX nodes) that people go through, kind "system" the steps that run for them; a UX mapping \
      says which system flows run at which stage. An entity is one contact's journey through a \
      business flow. A run is one execution of a system flow, a sync, a search or an agent.
      To change a flow: get_flow, update_flow (saves the draft), validate_graph, publish_flow. \
      list_step_types says what system flows are made of. Journeys under way stay on the version \
      that they began with until migrate_entity.
      Before you seed contacts (run_flow of a business flow) or act_on_many, ask with dryRun and \
      show the person the answer. What you do is carried out at once, under the name of your key.
      """;

  private final ApiTools tools;
  private final Handover transport = new Handover();

  AgentServer(ApiTools tools, McpJsonMapper json) {
    this.tools = tools;
    McpServer.async(transport)
        .jsonMapper(json)
        .serverInfo("stitch", tools.version())
        .instructions(INSTRUCTIONS)
        .capabilities(ServerCapabilities.builder().tools(false).build())
        // The route that a call leads to checks it, and says better what is wrong.
        .validateToolInputs(false)
        .tools(tools.all().stream().map(this::specified).toList())
        .build();
  }

  /** The versions of the protocol that it speaks, the oldest first. */
  List<String> versions() {
    return transport.protocolVersions();
  }

  boolean speaks(String version) {
    return versions().contains(version);
  }

  /** Answers one request, which came with an HTTP request that the gate let in. */
  Mono<JSONRPCResponse> answer(JSONRPCRequest asked, HttpRequest<?> request) {
    return Mono.defer(
            () ->
                transport.handler.handleRequest(
                    McpTransportContext.create(Map.of(REQUEST, request)), asked))
        // What the SDK cannot read it throws, or answers with its own insides.
        .onErrorResume(RuntimeException.class, unreadable -> Mono.just(refused(asked, unreadable)))
        .map(answer -> isInternal(answer) ? refused(asked, answer.error()) : answer)
        .map(
            answer ->
                answer.result() instanceof ListToolsResult all
                    ? listed(answer, all, request)
                    : answer);
  }

  private static boolean isInternal(JSONRPCResponse answer) {
    return answer.error() != null && answer.error().code() == ErrorCodes.INTERNAL_ERROR;
  }

  private static JSONRPCResponse refused(JSONRPCRequest asked, Object why) {
    LOG.debug("The params of {} were not taken: {}", asked.method(), why);
    return JSONRPCResponse.error(
        asked.id(),
        new JSONRPCError(
            ErrorCodes.INVALID_PARAMS,
            "The params of %s are not what the protocol has there.".formatted(asked.method())));
  }

  private JSONRPCResponse listed(
      JSONRPCResponse answer, ListToolsResult all, HttpRequest<?> request) {
    Caller caller = Caller.of(request);
    return JSONRPCResponse.result(
        answer.id(),
        ListToolsResult.builder(
                all.tools().stream()
                    .filter(tool -> tools.isFor(caller.role(), tool.name()))
                    .toList())
            .build());
  }

  private AsyncToolSpecification specified(ApiTool tool) {
    return AsyncToolSpecification.builder()
        .tool(tool.described())
        .callHandler(
            (context, call) ->
                called(tool, call.arguments(), (HttpRequest<?>) context.get(REQUEST)))
        .build();
  }

  private Mono<CallToolResult> called(
      ApiTool tool, Map<String, Object> arguments, HttpRequest<?> request) {
    return tools.call(tool, arguments == null ? Map.of() : arguments, request);
  }

  /** Messages are handed over one by one, so all that there is to a transport is who takes them. */
  private static final class Handover implements McpStatelessServerTransport {

    private McpStatelessServerHandler handler;

    @Override
    public void setMcpHandler(McpStatelessServerHandler handler) {
      this.handler = handler;
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }
  }
}
