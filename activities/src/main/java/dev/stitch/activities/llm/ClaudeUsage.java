package dev.stitch.activities.llm;

import com.anthropic.models.messages.CacheCreation;
import com.anthropic.models.messages.MessageDeltaUsage;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Usage;

/** Tells a listener what an answer has used, by the events that it comes in. */
final class ClaudeUsage {

  private final AnswerListener listener;
  private TokenUsage usage = TokenUsage.NONE;

  ClaudeUsage(AnswerListener listener) {
    this.listener = listener;
  }

  void take(RawMessageStreamEvent event) {
    event.messageStart().ifPresent(start -> began(start.message().usage()));
    event.messageDelta().ifPresent(delta -> ended(delta.usage()));
  }

  private void began(Usage began) {
    long hour = began.cacheCreation().map(CacheCreation::ephemeral1hInputTokens).orElse(0L);
    use(
        new TokenUsage(
            began.inputTokens(),
            began.outputTokens(),
            began.cacheReadInputTokens().orElse(0L),
            Math.max(0, began.cacheCreationInputTokens().orElse(hour) - hour),
            hour));
  }

  /** Its counts are of all that came before; what it leaves out is as it was. */
  private void ended(MessageDeltaUsage now) {
    long written = usage.cacheWrite() + usage.cacheWriteHour();
    use(
        new TokenUsage(
            now.inputTokens().orElse(usage.input()),
            now._outputTokens().asKnown().orElse(usage.output()),
            now.cacheReadInputTokens().orElse(usage.cacheRead()),
            Math.max(0, now.cacheCreationInputTokens().orElse(written) - usage.cacheWriteHour()),
            usage.cacheWriteHour()));
  }

  private void use(TokenUsage tokens) {
    usage = tokens;
    listener.used(tokens);
  }
}
