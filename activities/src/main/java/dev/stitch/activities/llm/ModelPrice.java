package dev.stitch.activities.llm;

import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;

/**
 * Prices of a model in US dollars for a million tokens.
 *
 * @param cacheWrite for what is kept for five minutes
 * @param longPrompt what counts instead for all of a call whose prompt is longer; null when its
 *     length does not matter
 */
record ModelPrice(
    BigDecimal input,
    BigDecimal output,
    BigDecimal cacheRead,
    BigDecimal cacheWrite,
    @Nullable LongPrompt longPrompt) {

  /** What is kept for an hour costs twice as much as what is read anew, whichever the model. */
  private static final BigDecimal HOUR = BigDecimal.TWO;

  /**
   * Prices of long prompts.
   *
   * @param above most tokens of a prompt that is not long
   */
  record LongPrompt(long above, ModelPrice price) {}

  BigDecimal cost(TokenUsage usage) {
    if (longPrompt != null && usage.prompt() > longPrompt.above()) {
      return longPrompt.price().cost(usage);
    }
    return times(input, usage.input())
        .add(times(output, usage.output()))
        .add(times(cacheRead, usage.cacheRead()))
        .add(times(cacheWrite, usage.cacheWrite()))
        .add(times(input.multiply(HOUR), usage.cacheWriteHour()));
  }

  private static BigDecimal times(BigDecimal perMillion, long tokens) {
    return perMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
  }
}
