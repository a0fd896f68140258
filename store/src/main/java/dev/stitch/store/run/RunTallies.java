package dev.stitch.store.run;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tallies of runs: of the runs themselves, and of days that are kept in {@code run_days}, {@code
 * run_day_figures} and {@code run_day_outliers}.
 */
@Singleton
final class RunTallies {

  /** How many runs stand out, of a day and of many days. */
  static final int OUTSTANDING = 10;

  private static final String CREATED =
      """
      r.created_at >= :from::date::timestamp AT TIME ZONE 'UTC'
          AND r.created_at < (:to::date + 1)::timestamp AT TIME ZONE 'UTC'
      """;

  private final Database database;

  RunTallies(Database database) {
    this.database = database;
  }

  /** By what a run stands out. */
  enum Figure {
    SLOWEST("extract(epoch FROM r.completed_at - r.started_at)", "IS NOT NULL"),
    DEAREST("r.cost_usd", "> 0");

    /** How much a run has of it, as a number. */
    private final String amount;

    /** Which amounts count. */
    private final String counts;

    Figure(String amount, String counts) {
      this.amount = amount;
      this.counts = counts;
    }
  }

  /** A run that stands out, by how much. */
  record Outstanding(UUID runId, BigDecimal amount) {

    /** Equals in the order of PostgreSQL, so that whatever they are put together of is the same. */
    static final Comparator<Outstanding> MOST_FIRST =
        Comparator.comparing(Outstanding::amount)
            .reversed()
            .thenComparing(run -> run.runId().toString());

    private static Outstanding of(Row row) throws SQLException {
      return new Outstanding(row.uuid("run_id"), row.amount("amount"));
    }
  }

  /** Days in a row, both ends included. */
  record Stretch(LocalDate from, LocalDate to) {

    /** The days from one to another that are not among some, in as few stretches as there are. */
    static List<Stretch> without(LocalDate from, LocalDate to, Collection<LocalDate> days) {
      List<Stretch> stretches = new ArrayList<>();
      LocalDate begin = from;
      for (LocalDate day : days.stream().sorted().toList()) {
        if (begin.isBefore(day)) {
          stretches.add(new Stretch(begin, day.minusDays(1)));
        }
        begin = day.plusDays(1);
      }
      if (!begin.isAfter(to)) {
        stretches.add(new Stretch(begin, to));
      }
      return stretches;
    }

    private Sql in(String sql) {
      return Sql.of(sql).with("from", from).with("to", to);
    }
  }

  /** The days from one to another that are kept and of which nothing has changed since. */
  List<LocalDate> keptDays(LocalDate from, LocalDate to) {
    return database.list(
        new Stretch(from, to)
            .in(
                """
                SELECT d.day::text FROM run_days d WHERE d.day BETWEEN :from::date AND :to::date
                  AND NOT EXISTS (SELECT 1 FROM run_day_changes c WHERE c.day = d.day)
                """),
        row -> LocalDate.parse(row.text("day")));
  }

  /** Of runs that were created then, by what they have in common; the key may be null. */
  Map<String, RunTally> ofRuns(RunGrouping grouping, Stretch days) {
    return byKey(
        days.in(
            "SELECT %s AS key, %s FROM %s WHERE %s GROUP BY 1"
                .formatted(grouping.key(), RunTally.COLUMNS, grouping.source(), CREATED)),
        RunTally::ofRuns);
  }

  /** The same of days that are kept. */
  Map<String, RunTally> kept(RunGrouping grouping, Collection<LocalDate> days) {
    return byKey(
        Sql.of(
                "SELECT %s AS key, f.* FROM run_day_figures f WHERE f.grouping = :grouping AND f.day = ANY(:days)"
                    .formatted(grouping.keyOfKept()))
            .with("grouping", grouping.kept())
            .with("days", SqlArray.dates(days)),
        RunTally::kept);
  }

  private Map<String, RunTally> byKey(Sql sql, Row.Mapper<RunTally> mapper) {
    Map<String, List<RunTally>> tallies = new HashMap<>();
    database
        .list(sql, row -> new Keyed(row.textOrNull("key"), mapper.map(row)))
        .forEach(
            keyed ->
                tallies.computeIfAbsent(keyed.key(), key -> new ArrayList<>()).add(keyed.tally()));
    Map<String, RunTally> sums = new HashMap<>();
    tallies.forEach((key, those) -> sums.put(key, RunTally.sum(those)));
    return sums;
  }

  private record Keyed(@Nullable String key, RunTally tally) {}

  /** The runs of some days that stand out the most. */
  List<Outstanding> outstanding(Figure figure, RunGrouping grouping, Stretch days) {
    return database.list(
        days.in(
                """
                SELECT r.id AS run_id, %1$s AS amount FROM %2$s
                WHERE %3$s AND %1$s %4$s ORDER BY amount DESC, r.id LIMIT :limit
                """
                    .formatted(figure.amount, grouping.source(), CREATED, figure.counts))
            .with("limit", OUTSTANDING),
        Outstanding::of);
  }

  /** The same of days that are kept. */
  List<Outstanding> keptOutstanding(
      Figure figure, RunGrouping grouping, Collection<LocalDate> days) {
    return database.list(
        Sql.of(
                """
                SELECT o.run_id, o.amount FROM run_day_outliers o
                WHERE o.figure = :figure AND o.agents = :agents AND o.day = ANY(:days)
                ORDER BY o.amount DESC, o.run_id LIMIT :limit
                """)
            .with("figure", figure)
            .with("agents", grouping == RunGrouping.AGENT_TYPE)
            .with("days", SqlArray.dates(days))
            .with("limit", OUTSTANDING),
        Outstanding::of);
  }

  /**
   * Has others wait that keep or forget something of days, within the transaction; readers do not.
   */
  void lock() {
    database.update("LOCK TABLE run_days IN SHARE ROW EXCLUSIVE MODE");
  }

  /**
   * Past days that are to be kept, the newest first: those that are not, and those of which
   * something has changed and that were kept some time ago.
   */
  List<LocalDate> toKeep(Duration apart, int limit) {
    return database.list(
        Sql.of(
                """
                SELECT past.day::date::text AS day
                FROM generate_series(
                    (SELECT min(created_at) AT TIME ZONE 'UTC' FROM workflow_runs)::date,
                    (now() AT TIME ZONE 'UTC')::date - 1, interval '1 day') AS past (day)
                LEFT JOIN run_days d ON d.day = past.day
                WHERE d.day IS NULL OR d.kept_at <= clock_timestamp() - make_interval(secs => :apart)
                    AND EXISTS (SELECT 1 FROM run_day_changes c WHERE c.day = d.day)
                ORDER BY past.day DESC LIMIT :limit
                """)
            .with("apart", (double) apart.toSeconds())
            .with("limit", limit),
        row -> LocalDate.parse(row.text("day")));
  }

  /** Forgets changes of days that are not kept: whoever keeps them looks at their runs. */
  void forgetChanges() {
    database.update(
        "DELETE FROM run_day_changes c WHERE NOT EXISTS (SELECT 1 FROM run_days d WHERE d.day = c.day)");
  }

  /** Keeps a day anew, as it is from here on: what changes later is noted as a change. */
  void keep(LocalDate day) {
    database.update("DELETE FROM run_days WHERE day = ?", day);
    database.update("DELETE FROM run_day_changes WHERE day = ?", day);
    database.update("INSERT INTO run_days (day) VALUES (?)", day);
    Stretch itself = new Stretch(day, day);
    for (RunGrouping grouping : RunGrouping.values()) {
      if (grouping.kept() == grouping) {
        keep(day, grouping, ofRuns(grouping, itself));
      }
    }
    for (Figure figure : Figure.values()) {
      keepOutstanding(itself, figure, RunGrouping.WORKFLOW_TYPE);
      keepOutstanding(itself, figure, RunGrouping.AGENT_TYPE);
    }
  }

  private void keep(LocalDate day, RunGrouping grouping, Map<String, RunTally> tallies) {
    tallies.forEach(
        (key, tally) ->
            database.update(
                Sql.of(
                        """
                        INSERT INTO run_day_figures (day, grouping, key, runs, completed, failed, cancelled, killed,
                            input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, cache_write_1h_tokens,
                            cost_usd, durations)
                        VALUES (:day, :grouping, :key, :runs, :completed, :failed, :cancelled, :killed, :input, :output,
                            :cacheRead, :cacheWrite, :cacheWrite1h, :usd, :durations)
                        """)
                    .with("day", day)
                    .with("grouping", grouping)
                    .with("key", key)
                    .with("runs", tally.runs())
                    .with("completed", tally.ended().completed())
                    .with("failed", tally.ended().failed())
                    .with("cancelled", tally.ended().cancelled())
                    .with("killed", tally.ended().killed())
                    .with("input", tally.tokens().input())
                    .with("output", tally.tokens().output())
                    .with("cacheRead", tally.tokens().cacheRead())
                    .with("cacheWrite", tally.tokens().cacheWrite())
                    .with("cacheWrite1h", tally.tokens().cacheWrite1h())
                    .with("usd", tally.costUsd())
                    .with("durations", tally.durations())));
  }

  private void keepOutstanding(Stretch day, Figure figure, RunGrouping grouping) {
    for (Outstanding run : outstanding(figure, grouping, day)) {
      database.update(
          Sql.of(
                  """
                  INSERT INTO run_day_outliers (day, figure, agents, run_id, amount)
                  SELECT :day, :figure, :agents, r.id, :amount FROM workflow_runs r WHERE r.id = :run
                  -- whoever deletes it meanwhile has gone first, or waits
                  FOR KEY SHARE
                  """)
              .with("day", day.from())
              .with("figure", figure)
              .with("agents", grouping == RunGrouping.AGENT_TYPE)
              .with("run", run.runId())
              .with("amount", run.amount()));
    }
  }
}
