package dev.stitch.activities.claudecode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;

/**
 * The tools of ours as a server of the Model Context Protocol that the program has within reach.
 */
final class ToolServer {

  /** How the program's configuration names it. */
  static final String NAME = "stitch";

  private final SessionHost host;

  ToolServer(SessionHost host) {
    this.host = host;
  }

  /** The configuration that names it and no other. */
  static ObjectNode configuration() {
    ObjectNode all = Jsonb.object();
    all.putObject("mcpServers").putObject(NAME).put("type", "sdk").put("name", NAME);
    return all;
  }

  /** The answer to a message; to a notification, an empty one. */
  ObjectNode answer(JsonNode message) throws InterruptedException {
    ObjectNode answer = Jsonb.object().put("jsonrpc", "2.0");
    answer.set("id", message.has("id") ? message.get("id") : Jsonb.tree(0));
    return answer.set("result", result(message));
  }

  private JsonNode result(JsonNode message) throws InterruptedException {
    JsonNode params = message.path("params");
    return switch (message.path("method").asText()) {
      case "initialize" -> initialized(params.path("protocolVersion").asText());
      case "tools/list" -> Jsonb.object().set("tools", host.tools());
      case "tools/call" -> called(params.path("_meta").path("claudecode/toolUseId").asText());
      default -> Jsonb.object();
    };
  }

  private static ObjectNode initialized(String protocolVersion) {
    ObjectNode result = Jsonb.object().put("protocolVersion", protocolVersion);
    result.putObject("capabilities").putObject("tools");
    result.putObject("serverInfo").put("name", NAME).put("version", "1");
    return result;
  }

  private ObjectNode called(String toolUseId) throws InterruptedException {
    SessionHost.Outcome outcome = host.call(toolUseId);
    ObjectNode result = Jsonb.object().put("isError", outcome.failed());
    result.putArray("content").addObject().put("type", "text").put("text", outcome.words());
    return result;
  }
}
