package dev.stitch.store.journey;

import dev.stitch.store.page.Filter;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Those who came to a stage, as the results of a flow count them; null means any.
 *
 * @param cameTo the stage
 * @param from the first day, in UTC, on which they came
 * @param to the last day
 * @param became what became of them there
 * @param version of the flow that they follow
 */
public record StageStay(
    @Nullable String cameTo,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable StageResult became,
    @Nullable Integer version) {

  private static final LocalDate FIRST = LocalDate.EPOCH;
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  /** The first of those that are asked of stays; the version alone is not. */
  public Optional<String> asked() {
    return Stream.of(
            cameTo == null ? null : "cameTo",
            from == null ? null : "from",
            to == null ? null : "to",
            became == null ? null : "became")
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Adds: the entity {@code e} is one of them, unless nothing is asked of stays. */
  Filter in(Filter filter, @Nullable UUID flowId) {
    if (asked().isEmpty()) {
      return filter.and("e.flow_version = ?", version);
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("stayFrom", begin(from == null ? FIRST : from));
    parameters.put("stayUntil", begin(to == null ? LAST : within(to).plusDays(1)));
    give(parameters, "stayFlow", flowId);
    give(parameters, "stayNode", cameTo);
    give(parameters, "stayVersion", version);
    return filter.and(
        "e.id IN (%s SELECT entity_id FROM %s WHERE %s)"
            .formatted(
                StageStays.with(parameters.keySet()),
                StageStays.TABLES,
                (became == null ? StageResult.ENTERED : became).condition()),
        parameters);
  }

  private static void give(Map<String, Object> parameters, String name, @Nullable Object value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }

  private static Instant begin(LocalDate day) {
    return within(day).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** A day that the database has a timestamp for. */
  private static LocalDate within(LocalDate day) {
    return day.isBefore(FIRST) ? FIRST : day.isAfter(LAST) ? LAST : day;
  }
}
