package dev.stitch.api.page;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.page.Days;
import io.micronaut.core.annotation.Nullable;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Days in queries. */
public final class WholeDay {

  private WholeDay() {}

  /**
   * The days between {@code from} and {@code to} of a query.
   *
   * @throws ApiProblem 400 for what is no day
   */
  public static Days between(@Nullable String from, @Nullable String to) {
    return new Days(from == null ? null : read("/from", from), to == null ? null : read("/to", to));
  }

  /**
   * A day from 2000 on.
   *
   * @param pointer to the parameter, such as {@code /from}
   * @throws ApiProblem 400 for what is none
   */
  public static LocalDate read(String pointer, String text) {
    try {
      if (text.matches("[2-9]\\d{3}-\\d{2}-\\d{2}")) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException e) {
      // Said below, as of any other text.
    }
    throw ApiProblem.unreadable(pointer, "must be a date from 2000 on, like 2026-03-02");
  }
}
