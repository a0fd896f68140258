package dev.stitch.store.journey;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What became of those who came to the stages of a flow. */
@Singleton
public class StageResultRepository {

  /** For one statement over the journeys of a flow. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final String COUNTED =
      """
      SELECT version, node, %s,
             (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM left_at - at)::float8)
                  FILTER (WHERE left_at IS NOT NULL))::numeric AS median
      FROM %s GROUP BY GROUPING SETS ((node), (version, node))
      ORDER BY version NULLS FIRST, node
      """
          .formatted(
              Arrays.stream(StageResult.values())
                  .map(StageResultRepository::count)
                  .collect(Collectors.joining(", ")),
              StageStays.TABLES);

  private final Database database;

  StageResultRepository(Database database) {
    this.database = database;
  }

  /**
   * What became of those who came to a stage; by the last time that each of them did.
   *
   * @param version of the flow, or null for all of them together
   * @param entered entities; each is either still there or counted by one of the others
   * @param movedOn to another stage
   * @param completed the journey ended here, at the end of its way
   * @param exited the journey ended here by the exit of its stage or flow
   * @param converted moved on or completed
   * @param sent got mail while there
   * @param replied answered such mail, whenever that was
   * @param medianSeconds of those that are not there any more; null when all are
   */
  public record StageCounts(
      @Nullable Integer version,
      String uxNodeId,
      long entered,
      long there,
      long movedOn,
      long completed,
      long exited,
      long cancelled,
      long converted,
      long sent,
      long replied,
      @Nullable Double medianSeconds) {

    private static StageCounts of(Row row) throws SQLException {
      return new StageCounts(
          row.numberOrNull("version"),
          row.text("node"),
          row.longNumber("entered"),
          row.longNumber("there"),
          row.longNumber("moved_on"),
          row.longNumber("completed"),
          row.longNumber("exited"),
          row.longNumber("cancelled"),
          row.longNumber("converted"),
          row.longNumber("sent"),
          row.longNumber("replied"),
          row.amountOrNull("median") == null ? null : row.amountOrNull("median").doubleValue());
    }
  }

  /**
   * The results of each stage that anybody came to, of all versions together and by version.
   *
   * @param from the first moment at which somebody who counts came to the stage
   * @param until the first moment at which nobody counts any more
   * @param version only those that follow it; null for all
   */
  public List<StageCounts> of(UUID flowId, Instant from, Instant until, @Nullable Integer version) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("stayFlow", flowId);
    parameters.put("stayFrom", from);
    parameters.put("stayUntil", until);
    if (version != null) {
      parameters.put("stayVersion", version);
    }
    Sql counted = Sql.of(StageStays.with(parameters.keySet()) + COUNTED).with(parameters);
    return database.patiently(LONGEST, () -> database.list(counted, StageCounts::of));
  }

  private static String count(StageResult result) {
    return "count(*) FILTER (WHERE %s) AS %s"
        .formatted(result.condition(), result.name().toLowerCase(Locale.ROOT));
  }
}
