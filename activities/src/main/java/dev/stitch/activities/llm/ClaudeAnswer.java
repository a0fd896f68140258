package dev.stitch.activities.llm;

import com.anthropic.models.messages.MessageDeltaUsage;
import com.anthropic.models.messages.RawMessageDeltaEvent;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Usage;
import dev.stitch.model.StepException;

/** Puts an answer together from the events that it comes in. What is thought is left out. */
final class ClaudeAnswer {

  private final AnswerListener listener;
  private final StringBuilder text = new StringBuilder();
  private TokenUsage usage = TokenUsage.NONE;
  private String stopReason;

  ClaudeAnswer(AnswerListener listener) {
    this.listener = listener;
  }

  void take(RawMessageStreamEvent event) {
    event.messageStart().ifPresent(start -> began(start.message().usage()));
    event
        .contentBlockDelta()
        .flatMap(block -> block.delta().text())
        .ifPresent(delta -> wrote(delta.text()));
    event.messageDelta().ifPresent(this::ended);
  }

  private void began(Usage began) {
    use(
        new TokenUsage(
            began.inputTokens(),
            began.outputTokens(),
            began.cacheReadInputTokens().orElse(0L),
            began.cacheCreationInputTokens().orElse(0L)));
  }

  private void wrote(String piece) {
    text.append(piece);
    listener.wrote(piece);
  }

  /** Its counts are of all that came before. */
  private void ended(RawMessageDeltaEvent delta) {
    MessageDeltaUsage now = delta.usage();
    use(
        new TokenUsage(
            now.inputTokens().orElse(usage.input()),
            now.outputTokens(),
            now.cacheReadInputTokens().orElse(usage.cacheRead()),
            now.cacheCreationInputTokens().orElse(usage.cacheWrite())));
    delta.delta().stopReason().ifPresent(reason -> stopReason = reason.asString());
  }

  private void use(TokenUsage tokens) {
    usage = tokens;
    listener.used(tokens);
  }

  /** All of it. */
  ModelAnswer whole() throws StepException {
    if (stopReason == null) {
      throw ModelFailure.endedEarly();
    }
    return new ModelAnswer(text.toString(), stopReason);
  }
}
