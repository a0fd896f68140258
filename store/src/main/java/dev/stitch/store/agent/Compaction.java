package dev.stitch.store.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;

/**
 * The block of a message that stands for all that was said before it, as the model is given the
 * conversation from then on.
 *
 * @param turn of the run, which was asked for next
 * @param task the place of the run's task, which the model is given still; 0 for none
 * @param keptFrom the place of the first message that the model is given still
 * @param tokensBefore about how long the conversation was
 * @param tokensAfter about how long it is with the summary
 * @param outputTokens tokens that the model has written for it
 */
public record Compaction(
    int turn, int task, int keptFrom, long tokensBefore, long tokensAfter, long outputTokens) {

  static final String TYPE = "compaction";

  private static final String TURN = "turn";
  private static final String TASK = "task";
  private static final String KEPT_FROM = "keptFrom";
  private static final String TOKENS_BEFORE = "tokensBefore";
  private static final String TOKENS_AFTER = "tokensAfter";
  private static final String OUTPUT_TOKENS = "outputTokens";

  ObjectNode block(String summary) {
    return Jsonb.object()
        .put("type", TYPE)
        .put("content", summary)
        .put(TURN, turn)
        .put(TASK, task)
        .put(KEPT_FROM, keptFrom)
        .put(TOKENS_BEFORE, tokensBefore)
        .put(TOKENS_AFTER, tokensAfter)
        .put(OUTPUT_TOKENS, outputTokens);
  }

  static Compaction of(JsonNode block) {
    return new Compaction(
        block.path(TURN).asInt(),
        block.path(TASK).asInt(),
        block.path(KEPT_FROM).asInt(),
        block.path(TOKENS_BEFORE).asLong(),
        block.path(TOKENS_AFTER).asLong(),
        block.path(OUTPUT_TOKENS).asLong());
  }
}
