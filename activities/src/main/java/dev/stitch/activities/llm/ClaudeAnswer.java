package dev.stitch.activities.llm;

import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.stitch.model.StepException;

/** Puts an answer together from the events that it comes in. What is thought is left out. */
final class ClaudeAnswer {

  private final AnswerListener listener;
  private final ClaudeUsage usage;
  private final StringBuilder text = new StringBuilder();
  private String stopReason;

  ClaudeAnswer(AnswerListener listener) {
    this.listener = listener;
    this.usage = new ClaudeUsage(listener);
  }

  void take(RawMessageStreamEvent event) {
    usage.take(event);
    event
        .contentBlockDelta()
        .flatMap(block -> block.delta().text())
        .ifPresent(delta -> wrote(delta.text()));
    event
        .messageDelta()
        .flatMap(delta -> delta.delta().stopReason())
        .ifPresent(reason -> stopReason = reason.asString());
  }

  private void wrote(String piece) {
    text.append(piece);
    listener.wrote(piece);
  }

  /** All of it. */
  ModelAnswer whole() throws StepException {
    if (stopReason == null) {
      throw ModelFailure.endedEarly();
    }
    return new ModelAnswer(text.toString(), stopReason);
  }
}
