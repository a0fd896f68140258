package dev.stitch.connectors.linkedin;

import io.micronaut.core.annotation.Nullable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads days as exports spell them, in the languages that exports come in. */
final class ConnectedOn {

  private static final Pattern NAMED_MONTH =
      Pattern.compile("(\\d{1,2})\\.?[ /-]+(\\p{L}+)\\.?[ /-]+(\\d{4}|\\d{2})");

  private static final Pattern ISO = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:[T ].*)?");

  private static final Map<String, Month> MONTHS = months();

  private ConnectedOn() {}

  /** Null for what is no day: that never costs the row. */
  static @Nullable LocalDate read(String text) {
    try {
      Matcher iso = ISO.matcher(text.strip());
      if (iso.matches()) {
        return LocalDate.parse(iso.group(1));
      }
      Matcher named = NAMED_MONTH.matcher(text.strip());
      Month month = named.matches() ? MONTHS.get(named.group(2).toLowerCase(Locale.ROOT)) : null;
      return month == null
          ? null
          : LocalDate.of(year(named.group(3)), month, Integer.parseInt(named.group(1)));
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  /** LinkedIn is of this century. */
  private static int year(String digits) {
    int year = Integer.parseInt(digits);
    return digits.length() == 2 ? 2000 + year : year;
  }

  private static Map<String, Month> months() {
    Map<String, Month> months = new HashMap<>();
    for (String language : List.of("en", "de", "fr", "es", "it", "pt", "nl")) {
      for (Month month : Month.values()) {
        for (TextStyle style : List.of(TextStyle.SHORT, TextStyle.FULL)) {
          String name = month.getDisplayName(style, Locale.of(language));
          months.putIfAbsent(name.replace(".", "").toLowerCase(Locale.ROOT), month);
        }
      }
    }
    return Map.copyOf(months);
  }
}
