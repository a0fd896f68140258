package dev.stitch.api.security;

import io.micronaut.core.convert.ConversionService;
import java.time.Duration;

/** How long a login of the console lasts: {@code STITCH_SESSION_LENGTH}. */
final class SessionLength {

  /** A working day. */
  static final String USUAL = "PT12H";

  private static final Duration LONGEST = Duration.ofDays(30);

  private SessionLength() {}

  /**
   * Reads a length such as {@code PT8H} or {@code 8h}.
   *
   * @throws IllegalArgumentException when it is none, or longer than 30 days; the message names the
   *     variable
   */
  static Duration parse(String text) {
    return ConversionService.SHARED
        .convert(text.strip(), Duration.class)
        .filter(length -> length.isPositive() && length.compareTo(LONGEST) <= 0)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "STITCH_SESSION_LENGTH must be a duration of more than nothing and at most 30"
                        + " days, as in PT8H, not '%s'.".formatted(text)));
  }
}
