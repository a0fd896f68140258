package dev.stitch.store.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * A message to write.
 *
 * @param raw the content letter by letter, where that counts; else null
 * @param text its words
 * @param place whether the model is given it from now on
 * @param runId the run that it belongs to, and its turn there; null for what people write
 */
public record NewMessage(
    MessageRole role,
    String author,
    JsonNode content,
    @Nullable String raw,
    String text,
    boolean place,
    @Nullable UUID runId,
    @Nullable Integer turn) {

  /** What a person writes; the model is given it with its next turn. */
  public static NewMessage ofPerson(String author, String text) {
    return new NewMessage(MessageRole.USER, author, text(text), null, text, false, null, null);
  }

  /** A content of one text. */
  public static JsonNode text(String text) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return json.arrayNode().add(json.objectNode().put("type", "text").put("text", text));
  }
}
