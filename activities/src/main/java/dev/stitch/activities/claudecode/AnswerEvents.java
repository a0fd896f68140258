package dev.stitch.activities.claudecode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Tells an answer as the events that Anthropic's API would send. */
final class AnswerEvents {

  /** What comes in pieces; a block of any other type comes as a whole. */
  private static final Set<String> IN_PIECES = Set.of("text", "thinking", "tool_use");

  private final OutputStream out;

  AnswerEvents(OutputStream out) {
    this.out = out;
  }

  /** Says that the answer takes its time. */
  synchronized void ping() throws IOException {
    send(event("ping"));
  }

  synchronized void tell(SessionHost.Answer answer, String model) throws IOException {
    ObjectNode start = event("message_start");
    ObjectNode message = start.putObject("message");
    message
        .put("id", answer.id())
        .put("type", "message")
        .put("role", "assistant")
        .put("model", model)
        .putNull("stop_reason")
        .putNull("stop_sequence");
    message.putArray("content");
    message.putObject("usage").put("input_tokens", 0).put("output_tokens", 1);
    send(start);
    int index = 0;
    for (JsonNode block : answer.content()) {
      block(index++, (ObjectNode) block);
    }
    ObjectNode end = event("message_delta");
    end.putObject("delta").put("stop_reason", answer.stopReason()).putNull("stop_sequence");
    end.putObject("usage").put("output_tokens", answer.outputTokens());
    send(end);
    send(event("message_stop"));
  }

  private void block(int index, ObjectNode block) throws IOException {
    String type = block.path("type").asText();
    ObjectNode start = event("content_block_start").put("index", index);
    start.set("content_block", IN_PIECES.contains(type) ? emptied(type, block) : block);
    send(start);
    switch (type) {
      case "text" -> piece(index, "text_delta", "text", block.path("text").asText());
      case "thinking" -> {
        piece(index, "thinking_delta", "thinking", block.path("thinking").asText());
        piece(index, "signature_delta", "signature", block.path("signature").asText());
      }
      case "tool_use" ->
          piece(index, "input_json_delta", "partial_json", block.path("input").toString());
      default -> {
        // The block has come as a whole.
      }
    }
    send(event("content_block_stop").put("index", index));
  }

  private static ObjectNode emptied(String type, ObjectNode block) {
    ObjectNode emptied = block.deepCopy();
    return switch (type) {
      case "text" -> emptied.put("text", "");
      case "thinking" -> emptied.put("thinking", "").put("signature", "");
      default -> emptied.set("input", Jsonb.object());
    };
  }

  private void piece(int index, String type, String field, String words) throws IOException {
    ObjectNode piece = event("content_block_delta").put("index", index);
    piece.putObject("delta").put("type", type).put(field, words);
    send(piece);
  }

  private static ObjectNode event(String type) {
    return Jsonb.object().put("type", type);
  }

  private void send(ObjectNode event) throws IOException {
    String text = "event: %s\ndata: %s\n\n".formatted(event.path("type").asText(), event);
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
