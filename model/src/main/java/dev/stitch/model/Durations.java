package dev.stitch.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ISO 8601 durations as graphs write them: weeks, days, hours, minutes and seconds. */
public final class Durations {

  /** Longest duration accepted; keeps instants computed from it inside what timers can hold. */
  public static final Duration MAX = Duration.ofDays(36_525);

  private static final Pattern WEEKS = Pattern.compile("[Pp](\\d{1,6})[Ww]");
  private static final Pattern CALENDAR = Pattern.compile("[Pp](\\d+[Yy]|\\d+[Mm]).*");

  private Durations() {}

  /**
   * Reads a duration; a day is 24 hours, a week seven days.
   *
   * @throws IllegalArgumentException naming what is wrong and what to write instead, when it is not
   *     a duration, has years or months (whose length depends on the calendar), is negative or
   *     longer than {@link #MAX}
   */
  public static Duration parse(String text) {
    Duration duration = read(text.strip());
    if (duration.isNegative()) {
      throw new IllegalArgumentException("'" + text + "' is negative; a duration runs forward");
    }
    if (duration.compareTo(MAX) > 0) {
      throw new IllegalArgumentException("'" + text + "' is longer than 100 years");
    }
    return duration;
  }

  private static Duration read(String text) {
    Matcher weeks = WEEKS.matcher(text);
    if (weeks.matches()) {
      return Duration.ofDays(7L * Integer.parseInt(weeks.group(1)));
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          CALENDAR.matcher(text).matches()
              ? "'" + text + "' has years or months, whose length varies; use days, like P30D"
              : "'" + shortened(text) + "' is not an ISO 8601 duration like PT30M, P3D or P2W",
          e);
    }
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
