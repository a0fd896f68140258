package dev.stitch.store.sending;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;

/**
 * How much may leave; at least one of the three is said. Hours and days are any sixty minutes and
 * any twenty-four hours, not those of the clock.
 *
 * @param perHour mails in any hour, 1 to {@link #MOST}; null for no such limit
 * @param perDay mails in any day, likewise
 * @param spacingSeconds seconds between one mail and the next, 1 to {@link #LONGEST_SPACING};
 *     likewise
 */
public record SendRate(
    @Nullable Integer perHour, @Nullable Integer perDay, @Nullable Integer spacingSeconds) {

  /** More than any mailbox may send. */
  public static final int MOST = 1_000_000;

  /** A day, in seconds. */
  public static final int LONGEST_SPACING = 86_400;

  /** In words, e.g. {@code 50 a day, 20 s apart}. */
  public String words() {
    List<String> words = new ArrayList<>();
    if (perHour != null) {
      words.add(perHour + " an hour");
    }
    if (perDay != null) {
      words.add(perDay + " a day");
    }
    if (spacingSeconds != null) {
      words.add(spacingSeconds + " s apart");
    }
    return String.join(", ", words);
  }
}
