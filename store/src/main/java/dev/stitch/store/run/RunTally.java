package dev.stitch.store.run;

import dev.stitch.store.Row;
import dev.stitch.store.run.RunFigures.Ended;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Runs added up, so that tallies of some runs and of others make one of all. */
record RunTally(
    long runs, Ended ended, RunDurations durations, RunTokens tokens, BigDecimal costUsd) {

  /** Tokens of models, by what they are billed as. */
  record RunTokens(long input, long output, long cacheRead, long cacheWrite, long cacheWrite1h) {

    RunTokens plus(RunTokens other) {
      return new RunTokens(
          input + other.input,
          output + other.output,
          cacheRead + other.cacheRead,
          cacheWrite + other.cacheWrite,
          cacheWrite1h + other.cacheWrite1h);
    }
  }

  /** To be read of any number of runs {@code r}. */
  static final String COLUMNS =
      """
      count(*) AS runs,
      count(*) FILTER (WHERE r.status = 'completed') AS completed,
      count(*) FILTER (WHERE r.status = 'failed') AS failed,
      count(*) FILTER (WHERE r.status = 'cancelled') AS cancelled,
      count(*) FILTER (WHERE r.status = 'killed') AS killed,
      array_agg(round(date_part('epoch', r.completed_at - r.started_at) * 1000)::bigint)
          FILTER (WHERE r.completed_at - r.started_at IS NOT NULL) AS durations,
      sum(r.input_tokens) AS input_tokens,
      sum(r.output_tokens) AS output_tokens,
      sum(r.cache_read_tokens) AS cache_read_tokens,
      sum(r.cache_write_tokens) AS cache_write_tokens,
      sum(r.cache_write_1h_tokens) AS cache_write_1h_tokens,
      sum(r.cost_usd) AS cost_usd
      """;

  /** Of those columns. */
  static RunTally ofRuns(Row row) throws SQLException {
    return of(row, RunDurations.of(row.longs("durations")));
  }

  /** Of a row of {@code run_day_figures}. */
  static RunTally kept(Row row) throws SQLException {
    return of(row, RunDurations.read(row.bytes("durations")));
  }

  private static RunTally of(Row row, RunDurations durations) throws SQLException {
    return new RunTally(
        row.longNumber("runs"),
        new Ended(
            row.longNumber("completed"),
            row.longNumber("failed"),
            row.longNumber("cancelled"),
            row.longNumber("killed")),
        durations,
        new RunTokens(
            row.longNumber("input_tokens"),
            row.longNumber("output_tokens"),
            row.longNumber("cache_read_tokens"),
            row.longNumber("cache_write_tokens"),
            row.longNumber("cache_write_1h_tokens")),
        row.amount("cost_usd"));
  }

  RunTally plus(RunTally other) {
    return sum(List.of(this, other));
  }

  /** All together; of none, nothing. */
  static RunTally sum(Collection<RunTally> tallies) {
    long runs = 0;
    Ended ended = new Ended(0, 0, 0, 0);
    RunTokens tokens = new RunTokens(0, 0, 0, 0, 0);
    BigDecimal costUsd = BigDecimal.ZERO;
    for (RunTally tally : tallies) {
      runs += tally.runs;
      ended = ended.plus(tally.ended);
      tokens = tokens.plus(tally.tokens);
      costUsd = costUsd.add(tally.costUsd);
    }
    RunDurations durations = RunDurations.sum(tallies.stream().map(RunTally::durations).toList());
    return new RunTally(runs, ended, durations, tokens, costUsd);
  }

  RunFigures figures() {
    return new RunFigures(
        runs,
        ended,
        ended.successRate(),
        new RunFigures.Durations(durations.percentile(0.5), durations.percentile(0.95)),
        tokens.input(),
        tokens.output(),
        tokens.cacheRead(),
        tokens.cacheWrite(),
        tokens.cacheWrite1h(),
        costUsd);
  }
}
