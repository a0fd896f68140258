package dev.stitch.activities.llm;

/**
 * Tokens of one call.
 *
 * @param input those read anew, so neither from nor into a cache
 * @param output those written, thinking included
 */
record TokenUsage(long input, long output, long cacheRead, long cacheWrite) {

  static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0);

  /** Everything that the model was given. */
  long prompt() {
    return input + cacheRead + cacheWrite;
  }
}
