package dev.stitch.store.statistics;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts entities, runs, waits, tasks and effects. */
@Singleton
public class ReadModelStatistics {

  private final Database database;

  ReadModelStatistics(Database database) {
    this.database = database;
  }

  /**
   * The read model in numbers.
   *
   * @param journeys entities by status
   * @param runs runs by type and status
   * @param waits what live entities wait for, by kind
   * @param tasks open human tasks by kind
   * @param effects outward acts by state
   * @param overdueSeconds how long the timer that fell due first and has not fired is overdue
   * @param unstarted entities that were accepted and have not begun
   * @param unstartedSeconds how long the first of them has been waiting
   * @param stuck workflows whose task keeps failing
   * @param unsettled live workflows that Temporal does not know and that are not settled
   * @param streamHeldSeconds how long events of the stream are held back by an open transaction
   */
  public record Snapshot(
      List<Counted> journeys,
      List<Counted> runs,
      List<Counted> waits,
      List<Counted> tasks,
      List<Counted> effects,
      double overdueSeconds,
      double unstarted,
      double unstartedSeconds,
      double stuck,
      double unsettled,
      double streamHeldSeconds) {

    public Snapshot {
      journeys = List.copyOf(journeys);
      runs = List.copyOf(runs);
      waits = List.copyOf(waits);
      tasks = List.copyOf(tasks);
      effects = List.copyOf(effects);
    }
  }

  /**
   * Counts everything in one transaction.
   *
   * @param patience a statement that takes longer is given up, and all of it fails
   */
  public Snapshot take(Duration patience) {
    return database.transaction(
        () -> {
          database.first(
              "SELECT set_config('statement_timeout', ?, true) AS timeout",
              row -> row.text("timeout"),
              Long.toString(patience.toMillis()));
          return new Snapshot(
              counts("SELECT count(*) AS n, status FROM entities GROUP BY status", "status"),
              counts(
                  """
                  SELECT count(*) AS n, workflow_type, status FROM workflow_runs
                  GROUP BY workflow_type, status
                  """,
                  "workflow_type",
                  "status"),
              counts(
                  """
                  SELECT count(*) AS n, wait->>'kind' AS kind
                  FROM entities, jsonb_array_elements(waiting_on) AS wait
                  WHERE ended_at IS NULL GROUP BY 2
                  """,
                  "kind"),
              counts(
                  "SELECT count(*) AS n, kind FROM human_tasks WHERE state = 'open' GROUP BY kind",
                  "kind"),
              counts("SELECT count(*) AS n, state FROM effects GROUP BY state", "state"),
              seconds(
                  """
                  SELECT min((wait->>'until')::timestamptz)
                  FROM entities, jsonb_array_elements(waiting_on) AS wait
                  WHERE ended_at IS NULL AND status = 'waiting' AND wait->>'kind' = 'timer'
                  """),
              database.number(
                  """
                  SELECT count(*) FROM entities WHERE started_at IS NULL AND ended_at IS NULL
                  """),
              seconds(
                  """
                  SELECT min(created_at) FROM entities WHERE started_at IS NULL AND ended_at IS NULL
                  """),
              database.number("SELECT count(*) FROM stuck_workflows"),
              database.number("SELECT coalesce(sum(gone), 0) FROM held_settlements"),
              seconds(
                  """
                  SELECT min(at) FROM stream_events
                  WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())
                  """));
        });
  }

  private List<Counted> counts(String sql, String... words) {
    return database.list(sql, row -> counted(row, words));
  }

  private static Counted counted(Row row, String... words) throws SQLException {
    List<String> values = new ArrayList<>(words.length);
    for (String word : words) {
      values.add(row.text(word));
    }
    return new Counted(values, row.longNumber("n"));
  }

  /**
   * How long ago the moment was that a query answers; zero when it is to come, or there is none.
   */
  private double seconds(String moment) {
    return database
            .first(
                "SELECT (greatest(0, extract(epoch FROM clock_timestamp() - ("
                    + moment
                    + "))) * 1000)::bigint AS past",
                row -> row.longNumber("past"))
            .orElse(0L)
        / 1000.0;
  }
}
