package dev.stitch.activities.llm;

/**
 * What a model answered.
 *
 * @param stopReason why it stopped, in the words of Anthropic's API: {@code end_turn}, {@code
 *     max_tokens}, …
 */
record ModelAnswer(String text, String stopReason) {

  static final String MAX_TOKENS = "max_tokens";
  static final String REFUSAL = "refusal";

  /** Whether it had more to say. */
  boolean cutShort() {
    return stopReason.equals(MAX_TOKENS) || stopReason.equals("model_context_window_exceeded");
  }
}
