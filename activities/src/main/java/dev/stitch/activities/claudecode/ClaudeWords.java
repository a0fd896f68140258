package dev.stitch.activities.claudecode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/** The lines that are said to the program. */
final class ClaudeWords {

  /** How the first request is named. */
  static final String INITIALIZE = "initialize";

  /** A person may take as long to answer; the program would go on without the answer after it. */
  private static final int SECONDS = 7 * 24 * 3600;

  private ClaudeWords() {}

  /** Has it ask before each tool call. */
  static ObjectNode initialize(@Nullable String systemPrompt) {
    ObjectNode request = Jsonb.object().put("subtype", "initialize");
    request
        .putObject("hooks")
        .putArray("PreToolUse")
        .addObject()
        .put("timeout", SECONDS)
        .putArray("hookCallbackIds")
        .add("stitch");
    if (systemPrompt != null) {
      request.put("appendSystemPrompt", systemPrompt);
    }
    return request(INITIALIZE, request);
  }

  static ObjectNode interrupt() {
    return request("interrupt", Jsonb.object().put("subtype", "interrupt"));
  }

  private static ObjectNode request(String id, ObjectNode request) {
    return Jsonb.object()
        .put("type", "control_request")
        .put("request_id", id)
        .set("request", request);
  }

  /**
   * A message of a person.
   *
   * @param id by which its transcript knows it
   */
  static ObjectNode user(UUID id, String text) {
    ObjectNode line = Jsonb.object().put("type", "user").put("uuid", id.toString());
    // What begins with a stroke is a command to the program.
    String words = text.startsWith("/") ? " " + text : text;
    line.putObject("message").put("role", "user").put("content", words);
    return line;
  }

  /** It may do what it asked about, as far as its own rules let it. */
  static ObjectNode letThrough(String requestId) {
    return answer(requestId, Jsonb.object());
  }

  static ObjectNode refuse(String requestId, String why) {
    ObjectNode answer = Jsonb.object();
    answer
        .putObject("hookSpecificOutput")
        .put("hookEventName", "PreToolUse")
        .put("permissionDecision", "deny")
        .put("permissionDecisionReason", why);
    return answer(requestId, answer);
  }

  static ObjectNode permit(String requestId, JsonNode input) {
    return answer(requestId, Jsonb.object().put("behavior", "allow").set("updatedInput", input));
  }

  static ObjectNode forbid(String requestId) {
    return answer(
        requestId,
        Jsonb.object().put("behavior", "deny").put("message", "This call was not let through."));
  }

  static ObjectNode ofServer(String requestId, JsonNode message) {
    return answer(requestId, Jsonb.object().set("mcp_response", message));
  }

  static ObjectNode notOffered(String requestId) {
    return response(
        Jsonb.object()
            .put("subtype", "error")
            .put("request_id", requestId)
            .put("error", "not offered"));
  }

  private static ObjectNode answer(String requestId, JsonNode answer) {
    return response(
        Jsonb.object()
            .put("subtype", "success")
            .put("request_id", requestId)
            .set("response", answer));
  }

  private static ObjectNode response(ObjectNode response) {
    return Jsonb.object().put("type", "control_response").set("response", response);
  }
}
