package dev.stitch.connectors.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.OptionalLong;

/** How long a platform asks to be left alone. */
public final class Waiting {

  /** No platform's window is longer; a clock that is wrong must not stop a run for years. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private Waiting() {}

  /** A moment that a header names, brought to between now and a day from now. */
  public static Instant until(Instant named, Instant now) {
    Instant latest = now.plus(LONGEST);
    if (named.isBefore(now)) {
      return now;
    }
    return named.isAfter(latest) ? latest : named;
  }

  /** As {@code Retry-After} says it, in seconds or as a date; else the usual time from now. */
  public static Instant retryAfter(PlatformAnswer answer, Duration usual, Instant now) {
    OptionalLong seconds = answer.number("Retry-After");
    if (seconds.isPresent()) {
      return until(now.plusSeconds(Math.min(seconds.getAsLong(), LONGEST.toSeconds())), now);
    }
    try {
      return until(
          ZonedDateTime.parse(
                  Objects.requireNonNullElse(answer.header("Retry-After"), ""),
                  DateTimeFormatter.RFC_1123_DATE_TIME)
              .toInstant(),
          now);
    } catch (DateTimeParseException none) {
      return now.plus(usual);
    }
  }
}
