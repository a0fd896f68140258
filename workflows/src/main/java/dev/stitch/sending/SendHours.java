package dev.stitch.sending;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.step.TimeZones;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hours in which mail may leave, by what a clock on the wall shows: where the clocks are turned
 * back, an hour that comes twice is open twice or closed twice; what they jump over never comes.
 *
 * @param blocks at least one
 * @param holidays days on which nothing leaves, by the same clock
 */
public record SendHours(List<Block> blocks, Set<LocalDate> holidays, ZoneId zone) {

  /** Who waited for the opening is spread over this time, so that not all start at once. */
  static final Duration SPREAD = Duration.ofMinutes(15);

  /** Longer than any run of days without an opening, where there are no holidays. */
  private static final int HORIZON_DAYS = 22;

  public SendHours {
    blocks = List.copyOf(blocks);
    holidays = Set.copyOf(holidays);
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("the window has no block");
    }
  }

  /**
   * Hours of some days of the week.
   *
   * @param days days on which it opens
   * @param from when it opens
   * @param to when it closes; at or before {@code from} it is the next day's time, and 00:00
   *     midnight
   */
  public record Block(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    public Block {
      days = Set.copyOf(days);
      if (days.isEmpty()) {
        throw new IllegalArgumentException("the window has no days");
      }
    }
  }

  private record Opening(Instant from, Instant to) {}

  /** The hours of every day that are not quiet; {@code from} and {@code to} differ. */
  public static SendHours outside(LocalTime from, LocalTime to, ZoneId zone) {
    return new SendHours(
        List.of(new Block(EnumSet.allOf(DayOfWeek.class), to, from)), Set.of(), zone);
  }

  /**
   * The hours that a {@code window} of a config names. {@code days}, {@code from} and {@code to}
   * are one block, besides those of {@code blocks}.
   *
   * @param ofContact the zone of the contact, which also holds where the window names none
   * @throws IllegalArgumentException when the window is none; the message names the setting
   */
  public static SendHours read(JsonNode window, ZoneId ofContact) {
    List<Block> blocks = new ArrayList<>();
    window.path("blocks").forEach(block -> blocks.add(block(block)));
    if (blocks.isEmpty() || window.has("days") || window.has("from") || window.has("to")) {
      blocks.add(block(window));
    }
    Set<LocalDate> holidays = new HashSet<>();
    window.path("holidays").forEach(day -> holidays.add(date(day.asText())));
    String zone = window.path("timezone").asText(TimeZones.CONTACT);
    return new SendHours(
        blocks, holidays, zone.equals(TimeZones.CONTACT) ? ofContact : TimeZones.parse(zone));
  }

  /**
   * The first open moment at or after {@code earliest}: that moment itself while it is open, else
   * soon after the next opening.
   *
   * @param fraction where in the spread after the opening, from 0 up to, not including, 1
   */
  public Instant next(Instant earliest, double fraction) {
    LocalDate day = earliest.atZone(zone).toLocalDate().minusDays(1);
    int horizon = HORIZON_DAYS + 7 * holidays.size();
    for (int i = 0; i < horizon; i++) {
      // Two days at once: where clocks change at midnight, the later day may open first.
      Optional<Opening> opening =
          Stream.concat(openings(day.plusDays(i)), openings(day.plusDays(i + 1L)))
              .filter(open -> earliest.isBefore(open.to()))
              .min(Comparator.comparing(Opening::from));
      if (opening.isPresent()) {
        boolean open = !earliest.isBefore(opening.get().from());
        return open ? earliest : spread(opening.get(), fraction);
      }
    }
    throw new IllegalStateException("a window opens at least once a week that has no holidays");
  }

  private static Instant spread(Opening opening, double fraction) {
    Duration length = Duration.between(opening.from(), opening.to());
    long limit = Math.min(length.toMillis(), SPREAD.toMillis());
    return opening.from().plusMillis((long) (limit * fraction));
  }

  /** What opens on a day, with what of it lies after midnight. */
  private Stream<Opening> openings(LocalDate day) {
    List<Opening> openings = new ArrayList<>();
    for (Block block : blocks) {
      if (!block.days().contains(day.getDayOfWeek())) {
        continue;
      }
      LocalDate next = day.plusDays(1);
      boolean overnight = !block.to().isAfter(block.from());
      if (!holidays.contains(day)) {
        LocalDateTime closes = overnight ? next.atStartOfDay() : day.atTime(block.to());
        addOpenings(day.atTime(block.from()), closes, openings);
      }
      if (overnight && !holidays.contains(next)) {
        addOpenings(next.atStartOfDay(), next.atTime(block.to()), openings);
      }
    }
    return openings.stream();
  }

  /** The moments at which the wall shows a time between the two; none, one stretch or several. */
  private void addOpenings(LocalDateTime from, LocalDateTime to, List<Opening> openings) {
    Instant begin = from.minusDays(1).toInstant(ZoneOffset.UTC);
    Instant last = to.plusDays(1).toInstant(ZoneOffset.UTC);
    while (begin.isBefore(last)) {
      ZoneOffset offset = zone.getRules().getOffset(begin);
      ZoneOffsetTransition change = zone.getRules().nextTransition(begin);
      Instant end =
          change == null || change.getInstant().isAfter(last) ? last : change.getInstant();
      Instant opens = later(begin, from.toInstant(offset));
      Instant closes = earlier(end, to.toInstant(offset));
      if (opens.isBefore(closes)) {
        openings.add(new Opening(opens, closes));
      }
      begin = end;
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Block block(JsonNode block) {
    return new Block(
        days(block.path("days")), time("from", block.path("from")), time("to", block.path("to")));
  }

  private static Set<DayOfWeek> days(JsonNode names) {
    if (!names.isArray()) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    names.forEach(name -> days.add(day(name.asText())));
    return days;
  }

  private static DayOfWeek day(String name) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(name)) {
        return day;
      }
    }
    throw new IllegalArgumentException("'" + name + "' is no day like mon");
  }

  /**
   * A time of the day; midnight where none is given.
   *
   * @param text {@code 00:00} to {@code 23:59}, or {@code 24:00} for the midnight that ends a day
   */
  private static LocalTime time(String setting, JsonNode text) {
    return text.isTextual() ? time(setting, text.textValue()) : LocalTime.MIDNIGHT;
  }

  private static LocalTime time(String setting, String text) {
    try {
      return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is '%s', which is no time like 09:00".formatted(setting, text), e);
    }
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' in 'holidays' is no date like 2026-12-25", e);
    }
  }

  /** The zone of a name that a contact's record holds, or the fallback where it is none. */
  public static ZoneId zoneOf(@Nullable String name, ZoneId fallback) {
    if (name == null || name.isBlank()) {
      return fallback;
    }
    try {
      return TimeZones.parse(name);
    } catch (IllegalArgumentException e) {
      return fallback; // what a contact's record says must not stop its mail
    }
  }
}
