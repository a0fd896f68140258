package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.agent.ConversationRepository.Given;
import java.util.List;

/** A conversation in words, for a program that was not there when it was held. */
final class EarlierWords {

  /** The end of it counts more than its beginning. */
  private static final int MOST = 100_000;

  private EarlierWords() {}

  /** What was said, before a message that goes on with it. */
  static String before(String message, List<Given> conversation) {
    StringBuilder said = new StringBuilder();
    for (Given each : conversation) {
      String words = words(each.content());
      if (!words.isBlank()) {
        said.append(each.role().word()).append(": ").append(words).append("\n\n");
      }
    }
    if (said.isEmpty()) {
      return message;
    }
    String end =
        said.length() > MOST ? "…" + said.substring(said.length() - MOST) : said.toString();
    return "The conversation so far:\n\n" + end + "It goes on with this message:\n\n" + message;
  }

  /** Calls and what they came to as well: what was done must not be done again. */
  private static String words(JsonNode content) {
    StringBuilder words = new StringBuilder();
    for (JsonNode block : content) {
      switch (block.path("type").asText()) {
        case "text" -> words.append(block.path("text").asText());
        case "tool_use" ->
            words
                .append("\n[called ")
                .append(block.path("name").asText())
                .append(" with ")
                .append(block.path("input"))
                .append(']');
        case "tool_result" ->
            words.append("\n[the call came to: ").append(said(block.path("content"))).append(']');
        default -> {}
      }
    }
    return words.toString().strip();
  }

  private static String said(JsonNode content) {
    return content.isTextual() ? content.textValue() : content.toString();
  }
}
