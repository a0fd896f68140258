package dev.stitch.activities.claudecode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.json.JsonCodec;
import java.util.ArrayList;
import java.util.List;

/** A line that the program writes, as far as it matters here. Others come, and are left alone. */
sealed interface ClaudeLine {

  /** It has started and answers. */
  record Ready() implements ClaudeLine {}

  /** Tool calls have come to an end. */
  record ToolsEnded(List<ToolEnd> ends) implements ClaudeLine {}

  /** It asks before a tool call, whichever the tool. */
  record ToolAsked(String requestId, String toolUseId) implements ClaudeLine {}

  /** It asks for the permission to carry a call out that was let through before. */
  record PermissionAsked(String requestId, String toolUseId, JsonNode input)
      implements ClaudeLine {}

  /** It speaks to a server of tools. */
  record ServerCalled(String requestId, JsonNode message) implements ClaudeLine {}

  /** It asks for what is not offered. */
  record OtherAsked(String requestId) implements ClaudeLine {}

  /**
   * It has nothing more to do.
   *
   * @param failed whether it says so of itself; its {@code subtype} does not tell
   */
  record Rested(boolean failed, String words) implements ClaudeLine {}

  record Other() implements ClaudeLine {}

  static ClaudeLine of(String line) {
    JsonNode json;
    try {
      json = JsonCodec.MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      return new Other();
    }
    return switch (json.path("type").asText()) {
      case "control_request" -> asked(json.path("request_id").asText(), json.path("request"));
      case "control_response" ->
          json.path("response").path("request_id").asText().equals(ClaudeWords.INITIALIZE)
              ? new Ready()
              : new Other();
      case "user" -> toolsEnded(json);
      case "result" -> rested(json);
      default -> new Other();
    };
  }

  private static ClaudeLine asked(String requestId, JsonNode request) {
    return switch (request.path("subtype").asText()) {
      case "hook_callback" ->
          new ToolAsked(requestId, request.path("input").path("tool_use_id").asText());
      case "can_use_tool" ->
          new PermissionAsked(
              requestId, request.path("tool_use_id").asText(), request.path("input"));
      case "mcp_message" -> new ServerCalled(requestId, request.path("message"));
      default -> new OtherAsked(requestId);
    };
  }

  private static ClaudeLine toolsEnded(JsonNode json) {
    List<ToolEnd> ends = ToolEnd.of(json.path("message"));
    return ends.isEmpty() ? new Other() : new ToolsEnded(ends);
  }

  private static ClaudeLine rested(JsonNode json) {
    List<String> words = new ArrayList<>();
    words.add(json.path("result").asText(""));
    json.path("errors").forEach(error -> words.add(error.asText()));
    words.removeIf(String::isBlank);
    return new Rested(json.path("is_error").asBoolean(), String.join(" ", words));
  }
}
