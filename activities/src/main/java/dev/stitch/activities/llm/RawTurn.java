package dev.stitch.activities.llm;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts the content of an answer together from its events as JSON, not as the SDK's types: blocks
 * and fields that this build does not know are kept as they came, since the API wants them back.
 */
final class RawTurn {

  private static final String INPUT = "input";

  private final AnswerListener listener;
  private final ClaudeUsage usage;
  private final SortedMap<Integer, ObjectNode> blocks = new TreeMap<>();

  /** What a call's input is written in, by block, until it is whole. */
  private final Map<Integer, StringBuilder> inputs = new TreeMap<>();

  private @Nullable String stopReason;
  private long outputTokens;

  RawTurn(AnswerListener listener) {
    this.listener = listener;
    this.usage = new ClaudeUsage(listener);
  }

  void take(RawMessageStreamEvent event) {
    usage.take(event);
    JsonNode json = ObjectMappers.jsonMapper().valueToTree(event);
    int index = json.path("index").asInt();
    switch (json.path("type").asText()) {
      case "content_block_start" -> {
        if (json.path("content_block") instanceof ObjectNode block) {
          blocks.put(index, block.deepCopy());
        }
      }
      case "content_block_delta" -> {
        ObjectNode block = blocks.get(index);
        if (block != null) {
          add(index, block, json.path("delta"));
        }
      }
      case "message_delta" -> {
        stopReason = json.path("delta").path("stop_reason").asText(stopReason);
        outputTokens = json.path("usage").path("output_tokens").asLong(outputTokens);
      }
      default -> {
        // Pings, and what later versions of the API send besides.
      }
    }
  }

  private void add(int index, ObjectNode block, JsonNode delta) {
    switch (delta.path("type").asText()) {
      case "text_delta" -> {
        append(block, "text", delta.path("text").asText());
        listener.wrote(delta.path("text").asText());
      }
      case "input_json_delta" ->
          inputs
              .computeIfAbsent(index, block1 -> new StringBuilder())
              .append(delta.path("partial_json").asText());
      case "citations_delta" -> block.withArrayProperty("citations").add(delta.path("citation"));
      default -> addUnknown(block, delta);
    }
  }

  /** Texts grow, all else is replaced: so thinking and signatures come, and what is not known. */
  private static void addUnknown(ObjectNode block, JsonNode delta) {
    for (Map.Entry<String, JsonNode> field : delta.properties()) {
      if (field.getKey().equals("type")) {
        continue;
      }
      if (field.getValue().isTextual()) {
        append(block, field.getKey(), field.getValue().textValue());
      } else {
        block.set(field.getKey(), field.getValue());
      }
    }
  }

  private static void append(ObjectNode block, String field, String piece) {
    block.put(field, block.path(field).asText("") + piece);
  }

  /**
   * All of it.
   *
   * @throws StepException when the answer ended early, or a call's input is no JSON although the
   *     answer was not cut off
   */
  ModelTurn whole() throws StepException {
    if (stopReason == null || stopReason.equals("null")) {
      throw ModelFailure.endedEarly();
    }
    boolean cut = new ModelAnswer("", stopReason).cutShort();
    ArrayNode content = Jsonb.array();
    for (Map.Entry<Integer, ObjectNode> block : blocks.entrySet()) {
      StringBuilder input = inputs.get(block.getKey());
      if (input != null && !input.isEmpty()) {
        try {
          block.getValue().set(INPUT, Jsonb.MAPPER.readTree(input.toString()));
        } catch (JsonProcessingException e) {
          if (!cut) {
            throw new StepException(
                FailureCode.UNUSABLE_ANSWER, "The model's call of a tool is no JSON.", e);
          }
        }
      }
      content.add(block.getValue());
    }
    return new ModelTurn(content, stopReason, outputTokens);
  }
}
