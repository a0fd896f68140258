package dev.stitch.activities.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stitch.json.JsonCodec;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An MCP server over streamable HTTP that tests have say what they want. */
public final class FakeToolServer implements AutoCloseable {

  private static final String SESSION = "session-1";

  private final HttpServer server;
  private final List<JsonNode> received = new CopyOnWriteArrayList<>();
  private final List<String> credentials = new CopyOnWriteArrayList<>();

  /** What {@code tools/list} is answered with. */
  public volatile JsonNode listing = json("{'tools':[]}");

  /** What a call is answered with; null hangs up in the middle. */
  public volatile Function<JsonNode, @Nullable JsonNode> calls = call -> said("done");

  /** Whether answers come as server-sent events. */
  public volatile boolean streams;

  /** What every request is answered with instead; 0 for nothing. */
  public volatile int status;

  /** How many requests are refused before others are answered. */
  public final AtomicInteger away = new AtomicInteger();

  public FakeToolServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/mcp", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
  }

  /** The messages of a method, in order. */
  public List<JsonNode> received(String method) {
    return received.stream().filter(it -> it.path("method").asText().equals(method)).toList();
  }

  public List<String> credentials() {
    return credentials;
  }

  /** A tool that takes a text. */
  public static JsonNode tool(String name) {
    return json(
        "{'name':'%s','description':'Does it','inputSchema':{'type':'object','required':['text'],'properties':{'text':{'type':'string'}}}}"
            .formatted(name));
  }

  public static JsonNode said(String text) {
    ObjectNode result = Jsonb.object();
    result.putArray("content").addObject().put("type", "text").put("text", text);
    return result;
  }

  public static JsonNode json(String singleQuoted) {
    try {
      return JsonCodec.MAPPER.readTree(singleQuoted.replace('\'', '"'));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode message = JsonCodec.MAPPER.readTree(exchange.getRequestBody());
      received.add(message);
      credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      if (away.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      if (status != 0) {
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      JsonNode result = result(message);
      if (!message.has("id")) {
        exchange.sendResponseHeaders(202, -1);
      } else if (result != null) {
        answer(exchange, message, result);
      }
    }
  }

  private @Nullable JsonNode result(JsonNode message) {
    return switch (message.path("method").asText()) {
      case "initialize" ->
          json(
              "{'protocolVersion':'2025-06-18','capabilities':{'tools':{}},'serverInfo':{'name':'fake','version':'1'}}");
      case "tools/list" -> listing;
      case "tools/call" -> calls.apply(message.path("params"));
      default -> Jsonb.object();
    };
  }

  private void answer(HttpExchange exchange, JsonNode message, JsonNode result) throws IOException {
    ObjectNode answer = Jsonb.object().put("jsonrpc", "2.0");
    answer.set("id", result.path("wrongId").isMissingNode() ? message.get("id") : result);
    answer.set(result.has("code") ? "error" : "result", result);
    String text = streams ? "event: message\r\ndata: " + answer + "\r\n\r\n" : answer.toString();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Mcp-Session-Id", SESSION);
    exchange
        .getResponseHeaders()
        .set("Content-Type", streams ? "text/event-stream" : "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
