package dev.stitch.activities.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.StepException;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;

/**
 * A conversation that a model is to go on with.
 *
 * @param messages as Anthropic's API takes them, the last one a user's or a paused assistant's
 * @param tools as the API takes them; empty for none
 * @param maxTokens most tokens that the model may write, its thinking included
 * @param script what the scripted model answers; null for any other
 * @param limit longest time that the answer may take
 * @param foreign what the request has besides, when another program has made it; else null
 */
public record Conversation(
    String model,
    @Nullable String system,
    ArrayNode messages,
    ArrayNode tools,
    int maxTokens,
    @Nullable JsonNode script,
    Duration limit,
    @Nullable Foreign foreign) {

  /**
   * What a request of another program has besides.
   *
   * @param fields of the body, as Anthropic's API takes them
   * @param betas of that API that it wants, or null
   */
  public record Foreign(ObjectNode fields, @Nullable String betas) {}

  /** What goes on with a conversation. */
  @FunctionalInterface
  interface Partner {

    /**
     * Answers, and tells the listener of each piece as it comes.
     *
     * @throws StepException when there is no whole answer; whether to ask again is in its code
     */
    ModelTurn answer(Conversation conversation, AnswerListener listener)
        throws StepException, InterruptedException;
  }
}
