package dev.stitch.store.run;

import dev.stitch.model.RunStatus;
import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.SqlArray;
import dev.stitch.store.run.RunTallies.Figure;
import dev.stitch.store.run.RunTallies.Outstanding;
import dev.stitch.store.run.RunTallies.Stretch;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Sums up runs, by the day in UTC on which they were created. What {@link RunDays} keeps of a day
 * is taken where nothing has changed since; the runs of the other days are looked at one by one.
 */
@Singleton
public class RunFiguresRepository {

  /** Groups with nothing in common come last. */
  private static final Comparator<Map.Entry<String, RunTally>> BY_KEY =
      Map.Entry.comparingByKey(Comparator.nullsLast(Comparator.naturalOrder()));

  private static final Comparator<Map.Entry<String, RunTally>> LARGEST =
      Comparator.comparing(group -> -group.getValue().runs());

  private final Database database;
  private final RunTallies tallies;

  RunFiguresRepository(Database database, RunTallies tallies) {
    this.database = database;
    this.tallies = tallies;
  }

  /**
   * Which runs are summed up.
   *
   * @param from the first day
   * @param to the last day
   */
  public record Query(RunGrouping grouping, LocalDate from, LocalDate to) {}

  /**
   * Runs with something in common.
   *
   * @param key a word, id or day; null for runs that have none, or whose flow or template is gone
   * @param label what people call it
   */
  public record Group(@Nullable String key, @Nullable String label, RunFigures figures) {}

  /** All groups together, and each. */
  public record Grouped(RunFigures total, List<Group> groups) {

    public Grouped {
      groups = List.copyOf(groups);
    }
  }

  /**
   * A run that stands out.
   *
   * @param durationMs null until it has ended
   */
  public record Outlier(
      UUID runId,
      String name,
      WorkflowType workflowType,
      RunStatus status,
      @Nullable Long durationMs,
      BigDecimal costUsd,
      Instant createdAt) {

    private static Outlier of(Row row) throws SQLException {
      return new Outlier(
          row.uuid("id"),
          row.text("name"),
          row.choice("workflow_type", WorkflowType.class),
          row.choice("status", RunStatus.class),
          row.longNumberOrNull("duration_ms"),
          row.amount("cost_usd"),
          row.instant("created_at"));
    }
  }

  /**
   * Sums up.
   *
   * @param limit most groups that are told: days in order, else those with the most runs
   */
  public Grouped grouped(Query query, int limit) {
    RunGrouping grouping = query.grouping();
    List<LocalDate> kept = tallies.keptDays(query.from(), query.to());
    Map<String, RunTally> byKey = tallies.kept(grouping, kept);
    for (Stretch days : Stretch.without(query.from(), query.to(), kept)) {
      tallies
          .ofRuns(grouping, days)
          .forEach((key, tally) -> byKey.merge(key, tally, RunTally::plus));
    }
    RunTally total = RunTally.sum(byKey.values());
    List<Map.Entry<String, RunTally>> told =
        byKey.entrySet().stream()
            .sorted(grouping == RunGrouping.DAY ? BY_KEY : LARGEST.thenComparing(BY_KEY))
            .limit(limit)
            .toList();
    Map<String, String> names = names(grouping, told.stream().map(Map.Entry::getKey).toList());
    return new Grouped(
        total.figures(), told.stream().map(group -> group(grouping, group, names)).toList());
  }

  /** What has names of its own and was deleted has no label: its key says nothing to people. */
  private static Group group(
      RunGrouping grouping, Map.Entry<String, RunTally> group, Map<String, String> names) {
    String key = group.getKey();
    boolean isNamed = grouping == RunGrouping.FLOW || grouping == RunGrouping.TEMPLATE;
    return new Group(key, isNamed ? names.get(key) : key, group.getValue().figures());
  }

  /** What people call the keys of flows and templates. */
  private Map<String, String> names(RunGrouping grouping, List<String> keys) {
    return switch (grouping) {
      case FLOW -> names("flows", keys);
      case TEMPLATE -> names("workflow_templates", keys);
      case MODEL, AGENT_TYPE, WORKFLOW_TYPE, DAY -> Map.of();
    };
  }

  private Map<String, String> names(String table, List<String> keys) {
    Map<String, String> names = new HashMap<>();
    database
        .list(
            "SELECT id::text AS key, name FROM " + table + " WHERE id = ANY(?::uuid[])",
            row -> Map.entry(row.text("key"), row.text("name")),
            SqlArray.texts(keys))
        .forEach(named -> names.put(named.getKey(), named.getValue()));
    return names;
  }

  /** The ten that took the longest of those that have ended, the slowest first. */
  public List<Outlier> slowest(Query query) {
    return outliers(query, Figure.SLOWEST);
  }

  /** The ten that cost the most of those that cost anything, the dearest first. */
  public List<Outlier> dearest(Query query) {
    return outliers(query, Figure.DEAREST);
  }

  /** Of the most of each part, the most. */
  private List<Outlier> outliers(Query query, Figure figure) {
    List<LocalDate> kept = tallies.keptDays(query.from(), query.to());
    List<UUID> most =
        Stream.concat(
                tallies.keptOutstanding(figure, query.grouping(), kept).stream(),
                Stretch.without(query.from(), query.to(), kept).stream()
                    .flatMap(days -> tallies.outstanding(figure, query.grouping(), days).stream()))
            .sorted(Outstanding.MOST_FIRST)
            .limit(RunTallies.OUTSTANDING)
            .map(Outstanding::runId)
            .toList();
    return database.list(
        """
        SELECT w.id, w.name, w.workflow_type, w.status, w.cost_usd, w.created_at,
               round(date_part('epoch', w.completed_at - w.started_at) * 1000)::bigint AS duration_ms
        FROM unnest(?) WITH ORDINALITY AS most (id, place) JOIN workflow_runs w ON w.id = most.id
        ORDER BY most.place
        """,
        Outlier::of,
        SqlArray.uuids(most));
  }
}
