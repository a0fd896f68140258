package dev.stitch.mail.mime;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The day on which somebody says to be back. It is the latest day that the text names within a year
 * from when it was sent: absences are told as "from … to …" or "until …".
 */
final class ReturnDate {

  private static final int MAX_TEXT = 4_000;

  /** A day without a year that was this lately is when the absence began, not one of next year. */
  private static final int RECENT_MONTHS = 6;

  private static final Pattern ISO = Pattern.compile("\\b(\\d{4})-(\\d{1,2})-(\\d{1,2})\\b");
  private static final Pattern CJK =
      Pattern.compile("(?:(\\d{4})[年년]\\s?)?(\\d{1,2})[月월]\\s?(\\d{1,2})[日일号號]");
  private static final Pattern DOTTED =
      Pattern.compile("\\b(\\d{1,2})\\.\\s?(\\d{1,2})\\.(?:\\s?(\\d{4}))?");
  private static final Pattern SLASHED = Pattern.compile("\\b(\\d{1,2})/(\\d{1,2})/(\\d{4})\\b");
  private static final Pattern DAY_MONTH =
      Pattern.compile(
          "\\b(\\d{1,2})(?:st|nd|rd|th|er|\\.|º)?\\s+(?:of\\s+|de\\s+)?(\\p{L}{3,12})\\.?(?:,?\\s+(?:de\\s+)?(\\d{4}))?");
  private static final Pattern MONTH_DAY =
      Pattern.compile("\\b(\\p{L}{3,12})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?:,?\\s+(\\d{4}))?");

  private static final Map<String, Integer> MONTHS = months();

  private ReturnDate() {}

  /**
   * @param sent the day from which days without a year are counted
   */
  static Optional<LocalDate> in(String text, LocalDate sent) {
    String searched = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    Optional<LocalDate> latest = Optional.empty();
    for (Optional<LocalDate> each : (Iterable<Optional<LocalDate>>) all(searched, sent)::iterator) {
      if (each.isPresent()
          && !each.get().isBefore(sent)
          && each.get().isBefore(sent.plusYears(1))
          && (latest.isEmpty() || each.get().isAfter(latest.get()))) {
        latest = each;
      }
    }
    return latest;
  }

  private static Stream<Optional<LocalDate>> all(String text, LocalDate sent) {
    return List.of(
            found(ISO, text).map(m -> day(m.group(1), m.group(2), m.group(3), sent)),
            found(CJK, text).map(m -> day(m.group(1), m.group(2), m.group(3), sent)),
            found(DOTTED, text).map(m -> day(m.group(3), m.group(2), m.group(1), sent)),
            found(SLASHED, text).map(m -> slashed(m, sent)),
            found(DAY_MONTH, text).map(m -> named(m.group(3), m.group(2), m.group(1), sent)),
            found(MONTH_DAY, text).map(m -> named(m.group(3), m.group(1), m.group(2), sent)))
        .stream()
        .flatMap(each -> each);
  }

  private static Stream<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  /** Day first, as most of the world writes, unless only month first makes a date. */
  private static Optional<LocalDate> slashed(MatchResult match, LocalDate sent) {
    return day(match.group(3), match.group(2), match.group(1), sent)
        .or(() -> day(match.group(3), match.group(1), match.group(2), sent));
  }

  private static Optional<LocalDate> named(String year, String month, String day, LocalDate sent) {
    Integer number = MONTHS.get(month.toLowerCase(Locale.ROOT));
    return number == null ? Optional.empty() : day(year, number.toString(), day, sent);
  }

  private static Optional<LocalDate> day(String year, String month, String day, LocalDate sent) {
    try {
      int inYear = year == null ? sent.getYear() : Integer.parseInt(year);
      LocalDate date = LocalDate.of(inYear, Integer.parseInt(month), Integer.parseInt(day));
      boolean nextYear = year == null && date.isBefore(sent.minusMonths(RECENT_MONTHS));
      return Optional.of(nextYear ? date.plusYears(1) : date);
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static Map<String, Integer> months() {
    Map<String, Integer> months = new HashMap<>();
    for (String language :
        List.of(
            "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "ru")) {
      Locale locale = Locale.forLanguageTag(language);
      for (Month month : Month.values()) {
        for (TextStyle style :
            List.of(TextStyle.FULL, TextStyle.SHORT, TextStyle.FULL_STANDALONE)) {
          String name = month.getDisplayName(style, locale).toLowerCase(Locale.ROOT);
          months.putIfAbsent(name.replace(".", ""), month.getValue());
        }
      }
    }
    return Map.copyOf(months);
  }
}
