package dev.stitch.activities.mcp;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.http.McpHttp;
import dev.stitch.activities.http.OutboundHttp;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapperSupplier;
import io.modelcontextprotocol.json.schema.jackson2.JacksonJsonSchemaValidatorSupplier;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Short conversations with MCP servers: one for what tools there are, one for each call. */
@Singleton
public class ToolServers {

  /** Longest time for one answer of a server. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** A server that has more pages of tools than this has no end of them. */
  private static final int MOST_PAGES = 10;

  private static final int MOST_TOOLS = 200;

  private static final int MOST_CHARACTERS = 30_000;

  private static final TypeReference<Map<String, Object>> ARGUMENTS = new TypeReference<>() {};

  private final ConnectionRepository connections;
  private final OutboundHttp http;
  private final McpJsonMapper json = new JacksonMcpJsonMapperSupplier().get();

  ToolServers(ConnectionRepository connections, OutboundHttp http) {
    this.connections = connections;
    this.http = http;
  }

  /** What came of a call. */
  public record Told(boolean failed, String text) {}

  /** What is done in a conversation. */
  @FunctionalInterface
  private interface Exchange<T> {
    T with(Conversation conversation) throws StepException, InterruptedException;
  }

  /**
   * The tools of a server, as it lists them now.
   *
   * @throws StepException when it is away, refuses, or does not keep to the protocol
   */
  public List<ServedTool> tools(Connection connection) throws StepException, InterruptedException {
    return talk(
        connection,
        server -> {
          List<ServedTool> tools = new ArrayList<>();
          String cursor = null;
          for (int page = 0; page < MOST_PAGES && tools.size() < MOST_TOOLS; page++) {
            String from = cursor;
            ListToolsResult listed = server.ask(client -> client.listTools(from));
            listed.tools().stream().map(ToolServers::served).forEach(tools::add);
            cursor = listed.nextCursor();
            if (cursor == null) {
              break;
            }
          }
          return List.copyOf(tools.subList(0, Math.min(tools.size(), MOST_TOOLS)));
        });
  }

  private static ServedTool served(Tool tool) {
    return new ServedTool(
        tool.name(),
        tool.description() == null ? "" : tool.description(),
        JsonCodec.MAPPER.convertValue(tool.inputSchema(), ObjectNode.class));
  }

  /**
   * Calls a tool.
   *
   * @param beforeCall runs when the server has answered once, right before the call itself; what it
   *     throws ends the conversation, and comes through as it is
   * @throws StepException when the server is away, refuses, or does not keep to the protocol
   */
  public Told call(Connection connection, String tool, JsonNode input, Runnable beforeCall)
      throws StepException, InterruptedException {
    return talk(
        connection,
        server -> {
          CallToolRequest request =
              CallToolRequest.builder(tool)
                  .arguments(JsonCodec.MAPPER.convertValue(input, ARGUMENTS))
                  .build();
          beforeCall.run();
          try {
            return told(server.ask(client -> client.callTool(request)));
          } catch (StepException e) {
            if (e.getCause() instanceof McpError) {
              return new Told(true, String.valueOf(e.getMessage()));
            }
            throw e;
          }
        });
  }

  private static Told told(CallToolResult result) {
    String text =
        result.content().stream().map(ToolServers::text).collect(Collectors.joining("\n"));
    if (text.isEmpty() && result.structuredContent() != null) {
      text = JsonCodec.MAPPER.valueToTree(result.structuredContent()).toString();
    }
    return new Told(
        Boolean.TRUE.equals(result.isError()),
        text.length() <= MOST_CHARACTERS
            ? text
            : text.substring(0, MOST_CHARACTERS) + "… [the rest was left out]");
  }

  private static String text(Content content) {
    return switch (content) {
      case TextContent text -> text.text();
      case EmbeddedResource embedded
          when embedded.resource() instanceof TextResourceContents text ->
          text.text();
      default -> "[" + content.type() + " left out]";
    };
  }

  private <T> T talk(Connection connection, Exchange<T> exchange)
      throws StepException, InterruptedException {
    McpHttp transport =
        new McpHttp(
            http,
            json,
            connection.config().path("url").asText(),
            connections.secret(connection.id()).orElse(""),
            LIMIT);
    try (McpSyncClient client =
        McpClient.sync(transport)
            .requestTimeout(LIMIT.plusSeconds(5))
            .initializationTimeout(LIMIT.plusSeconds(5))
            .jsonSchemaValidator(new JacksonJsonSchemaValidatorSupplier().get())
            .build()) {
      Conversation conversation = new Conversation(connection.name(), client);
      conversation.ask(McpSyncClient::initialize);
      return exchange.with(conversation);
    }
  }

  /**
   * A conversation under way.
   *
   * @param name of the connection
   */
  private record Conversation(String name, McpSyncClient client) {

    <T> T ask(Function<McpSyncClient, T> question) throws StepException, InterruptedException {
      try {
        return question.apply(client);
      } catch (RuntimeException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        throw failure(e);
      }
    }

    /** The reason, from below what the SDK wraps around it. */
    private StepException failure(RuntimeException failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof StepException step) {
          return step;
        }
        if (cause instanceof McpError refused) {
          return new StepException(
              FailureCode.REJECTED,
              "%s refused: %s".formatted(name, refused.getMessage()),
              refused);
        }
      }
      return new StepException(
          FailureCode.REJECTED, name + " does not keep to the protocol of MCP.", failure);
    }
  }
}
