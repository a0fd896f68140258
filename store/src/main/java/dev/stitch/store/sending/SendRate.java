package dev.stitch.store.sending;

import io.micronaut.core.annotation.Nullable;

/**
 * How much may leave; something of it is said. Hours and days are any sixty minutes and any
 * twenty-four hours, not those of the clock.
 *
 * @param perHour mails in any hour, 1 to {@link #MOST}; null for no such limit
 * @param perDay mails in any day, likewise
 * @param spacingSeconds seconds between one mail and the next, at least; 1 to {@link
 *     #LONGEST_SPACING}; likewise
 * @param spacingMaxSeconds makes the time between two mails a random one, from {@code
 *     spacingSeconds} to this; null where it is always the same
 * @param perDomain what may go to any one domain of recipients; null for no such limit
 * @param rampUp how it begins; null when it may send everything from its first day on
 */
public record SendRate(
    @Nullable Integer perHour,
    @Nullable Integer perDay,
    @Nullable Integer spacingSeconds,
    @Nullable Integer spacingMaxSeconds,
    @Nullable Domain perDomain,
    @Nullable Ramp rampUp) {

  /** More than any mailbox may send. */
  public static final int MOST = 1_000_000;

  /** A day, in seconds. */
  public static final int LONGEST_SPACING = 86_400;

  /** Nothing but the three that most mailboxes have. */
  public SendRate(
      @Nullable Integer perHour, @Nullable Integer perDay, @Nullable Integer spacingSeconds) {
    this(perHour, perDay, spacingSeconds, null, null, null);
  }

  /**
   * Mails to each domain; one of the two is said.
   *
   * @param perHour in any hour, 1 to {@link #MOST}; null for no such limit
   * @param perDay in any day, likewise
   */
  public record Domain(@Nullable Integer perHour, @Nullable Integer perDay) {}

  /**
   * A beginning with few mails a day, and more after each day on which some were sent.
   *
   * @param start mails in any day at first, 1 to {@link #MOST}
   * @param increment what each such day adds, 1 to {@link #MOST}
   * @param percent whether {@code increment} is in percent of the day before
   * @param max what it does not go beyond; from {@code start} to {@link #MOST}
   */
  public record Ramp(int start, int increment, boolean percent, int max) {}
}
