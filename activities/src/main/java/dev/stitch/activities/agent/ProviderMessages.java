package dev.stitch.activities.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;
import dev.stitch.store.agent.ConversationRepository.Given;
import dev.stitch.store.agent.MessageRole;
import io.micronaut.core.annotation.Nullable;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A conversation as Anthropic's API takes it. What the model wrote goes back letter by letter; all
 * that follows it until it speaks again is one message of the user, results of tools first. A call
 * whose result nobody kept gets one that says so, since the API takes no conversation without it.
 */
final class ProviderMessages {

  private static final String LOST =
      "[Tool call interrupted: the run ended before this call's result was recorded, so its outcome is unknown. Check whether it took effect before you do it again.]";

  private final ArrayNode messages = Jsonb.array();

  /** Calls of the model's last message that have no result yet. */
  private final Set<String> unanswered = new LinkedHashSet<>();

  private @Nullable ArrayNode ofUser;

  private ProviderMessages() {}

  static ArrayNode of(List<Given> conversation) {
    ProviderMessages all = new ProviderMessages();
    for (Given message : conversation) {
      switch (message.role()) {
        case ASSISTANT -> all.assistant(message);
        case TOOL, USER, SYSTEM -> all.user(message);
      }
    }
    all.answerTheRest();
    return all.messages;
  }

  private void assistant(Given message) {
    JsonNode content = content(message);
    if (content.isEmpty()) {
      return; // the API takes no empty message
    }
    answerTheRest();
    ofUser = null;
    add("assistant").addAll((ArrayNode) content);
    for (JsonNode block : content) {
      if (block.path("type").asText().equals("tool_use")) {
        unanswered.add(block.path("id").asText());
      }
    }
  }

  private static JsonNode content(Given message) {
    if (message.raw() == null) {
      return message.content();
    }
    try {
      return Jsonb.MAPPER.readTree(message.raw());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void user(Given message) {
    if (message.role() != MessageRole.TOOL) {
      answerTheRest();
    }
    for (JsonNode block : message.content()) {
      boolean result = block.path("type").asText().equals("tool_result");
      // A result that belongs to no call is refused by the API.
      if (!result || unanswered.remove(block.path("tool_use_id").asText())) {
        ofUser().add(block);
      }
    }
  }

  private void answerTheRest() {
    for (String call : unanswered) {
      ofUser().add(result(call, LOST, true));
    }
    unanswered.clear();
  }

  private ArrayNode ofUser() {
    if (ofUser == null) {
      ofUser = add("user");
    }
    return ofUser;
  }

  private ArrayNode add(String role) {
    return messages.addObject().put("role", role).putArray("content");
  }

  /** A block that tells the model what came of a call. */
  static ObjectNode result(String toolUseId, String text, boolean failed) {
    ObjectNode block =
        Jsonb.object()
            .put("type", "tool_result")
            .put("tool_use_id", toolUseId)
            .put("content", text);
    if (failed) {
      block.put("is_error", true);
    }
    return block;
  }
}
