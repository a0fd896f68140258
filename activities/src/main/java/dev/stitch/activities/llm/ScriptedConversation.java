package dev.stitch.activities.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;

/**
 * An offline stand-in for a model in a conversation: it says what the entry of its script for this
 * turn says, and ends when the script does. It reads nothing, so the same script always does the
 * same.
 */
final class ScriptedConversation implements Conversation.Partner {

  private static final int CHARACTERS_PER_TOKEN = 4;

  @Override
  public ModelTurn answer(Conversation conversation, AnswerListener listener)
      throws InterruptedException {
    JsonNode script = conversation.script() == null ? Jsonb.object() : conversation.script();
    ArrayNode content = content(conversation, script);
    TokenUsage whole = usage(conversation, script, content);
    listener.used(
        new TokenUsage(
            whole.input(), 0, whole.cacheRead(), whole.cacheWrite(), whole.cacheWriteHour()));
    ScriptedModel.write(script.path("text").asText(""), listener);
    listener.used(whole);
    String stopReason = script.path("toolCalls").isEmpty() ? "end_turn" : "tool_use";
    return new ModelTurn(content, script.path("stopReason").asText(stopReason), whole.output());
  }

  private static ArrayNode content(Conversation conversation, JsonNode script) {
    ArrayNode content = Jsonb.array();
    text(script, "thinking", content);
    text(script, "text", content);
    int position = 0;
    for (JsonNode call : script.path("toolCalls")) {
      ObjectNode block = content.addObject();
      block
          .put("type", "tool_use")
          .put("id", "scripted_%d_%d".formatted(conversation.messages().size(), position++))
          .put("name", call.path("name").asText());
      block.set("input", call.path("input").isObject() ? call.path("input") : Jsonb.object());
    }
    return content;
  }

  private static void text(JsonNode script, String field, ArrayNode content) {
    String text = script.path(field).asText("");
    if (!text.isEmpty()) {
      content.addObject().put("type", field).put(field, text);
    }
  }

  private static TokenUsage usage(Conversation asked, JsonNode script, ArrayNode content) {
    JsonNode usage = script.path("usage");
    return new TokenUsage(
        tokens(usage, "inputTokens", asked.messages()),
        tokens(usage, "outputTokens", content),
        tokens(usage, "cacheReadTokens", null),
        tokens(usage, "cacheWriteTokens", null),
        tokens(usage, "cacheWrite1hTokens", null));
  }

  /** As the script says, else an estimate. */
  private static long tokens(JsonNode usage, String field, @Nullable JsonNode text) {
    long estimate = text == null ? 0 : Math.ceilDiv(text.toString().length(), CHARACTERS_PER_TOKEN);
    return Math.max(0, usage.path(field).asLong(estimate));
  }
}
