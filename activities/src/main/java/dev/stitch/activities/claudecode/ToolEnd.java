package dev.stitch.activities.claudecode;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tool call came to, as the model is told.
 *
 * @param toolUseId the provider's name of the call
 */
public record ToolEnd(String toolUseId, boolean failed, String words) {

  /** Those that a message of the API tells. */
  public static List<ToolEnd> of(JsonNode message) {
    List<ToolEnd> ends = new ArrayList<>();
    for (JsonNode block : message.path("content")) {
      if (block.path("type").asText().equals("tool_result")) {
        ends.add(
            new ToolEnd(
                block.path("tool_use_id").asText(),
                block.path("is_error").asBoolean(),
                words(block.path("content"))));
      }
    }
    return ends;
  }

  private static String words(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    StringBuilder words = new StringBuilder();
    for (JsonNode block : content) {
      String type = block.path("type").asText();
      words.append(type.equals("text") ? block.path("text").asText() : "[" + type + "]");
    }
    return words.toString();
  }
}
