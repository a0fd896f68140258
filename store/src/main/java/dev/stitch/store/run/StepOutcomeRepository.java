package dev.stitch.store.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Table {@code step_outcomes}. A row is written once, with what its step wrote. */
@Singleton
public class StepOutcomeRepository {

  private final Database database;

  StepOutcomeRepository(Database database) {
    this.database = database;
  }

  /**
   * What one step came to.
   *
   * @param scope the first run of the retry chain, or the run
   */
  public record Kept(UUID scope, String nodeId, JsonNode outcome) {}

  /** All that a run and its chain have kept of one execution. */
  public List<Kept> find(UUID runId, UUID firstRunId, int execution) {
    return database.list(
        Sql.of(
                """
        SELECT scope, node_id, outcome FROM step_outcomes
        WHERE scope IN (:runId, :firstRunId) AND execution = :execution
        """)
            .with("runId", runId)
            .with("firstRunId", firstRunId)
            .with("execution", execution),
        row -> new Kept(row.uuid("scope"), row.text("node_id"), row.json("outcome")));
  }

  /**
   * Keeps outcomes of one run.
   *
   * @throws dev.stitch.store.SqlFailure a duplicate, when another attempt has kept one meanwhile
   */
  public void keep(UUID runId, int execution, Collection<Kept> outcomes) {
    database.batch(
        """
        INSERT INTO step_outcomes (scope, node_id, execution, run_id, outcome)
        VALUES (?, ?, ?, ?, ?)
        """,
        outcomes.stream()
            .map(
                kept ->
                    new Object[] {kept.scope(), kept.nodeId(), execution, runId, kept.outcome()})
            .toList());
  }

  /** Forgets old outcomes of runs that have ended, or are gone. */
  public void prune(Duration age, int limit) {
    database.update(
        Sql.of(
                """
        DELETE FROM step_outcomes WHERE ctid IN (
            SELECT o.ctid FROM step_outcomes o
            WHERE o.at < now() - make_interval(secs => :age)
            AND NOT EXISTS (SELECT 1 FROM workflow_runs r
                WHERE r.id = o.run_id AND r.status IN ('pending', 'running', 'paused'))
            LIMIT :limit)
        """)
            .with("age", (double) age.toSeconds())
            .with("limit", limit));
  }
}
