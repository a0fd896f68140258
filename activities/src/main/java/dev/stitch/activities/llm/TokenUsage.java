package dev.stitch.activities.llm;

/**
 * Tokens of one call.
 *
 * @param input those read anew, so neither from nor into a cache
 * @param output those written, thinking included
 * @param cacheWrite those written to a cache for five minutes
 * @param cacheWriteHour those written to a cache for an hour
 */
record TokenUsage(long input, long output, long cacheRead, long cacheWrite, long cacheWriteHour) {

  TokenUsage(long input, long output, long cacheRead, long cacheWrite) {
    this(input, output, cacheRead, cacheWrite, 0);
  }

  static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0);

  /** Everything that the model was given. */
  long prompt() {
    return input + cacheRead + cacheWrite + cacheWriteHour;
  }
}
