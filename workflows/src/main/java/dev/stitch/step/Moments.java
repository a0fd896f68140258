package dev.stitch.step;

import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** Moments as configs write them: ISO 8601, a template that renders it, or CEL that gives it. */
public final class Moments {

  /** Timers and PostgreSQL hold moments from here on. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  /** The last that Temporal's timestamps hold. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private Moments() {}

  /** The moment of an ISO 8601 text, UTC unless it says so; empty when it is none. */
  public static Optional<Instant> parse(String text) {
    String iso = text.strip();
    try {
      TemporalAccessor read =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              iso, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          switch (read) {
            case ZonedDateTime zoned -> zoned.toInstant();
            case OffsetDateTime offset -> offset.toInstant();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            default -> throw new DateTimeException("not a moment");
          });
    } catch (DateTimeException e) {
      return date(iso);
    }
  }

  private static Optional<Instant> date(String iso) {
    try {
      return Optional.of(LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * What a node's setting gives: a moment, a template that renders one, or CEL.
   *
   * @throws StepException {@code EXPRESSION} when it gives no moment, or one that no timer holds
   */
  static Instant read(String text, StepContext context) throws StepException {
    Instant moment = given(text, context);
    if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
      throw new StepException(
          FailureCode.EXPRESSION,
          "the moment " + moment + " is not in the years 1 to 9999, given by: " + text);
    }
    return moment;
  }

  private static Instant given(String text, StepContext context) throws StepException {
    Optional<Instant> literal = parse(text);
    if (literal.isPresent()) {
      return literal.get();
    }
    String value =
        text.contains("{{") ? context.render(text, false) : context.evaluate(text).asText();
    return parse(value)
        .orElseThrow(
            () ->
                new StepException(
                    FailureCode.EXPRESSION,
                    "'"
                        + value
                        + "' is not a moment like 2026-03-01T09:00:00Z, given by: "
                        + text));
  }
}
