package dev.stitch.store.callback;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Questions to outside workers and their answers. */
@Singleton
public class CallbackRepository {

  private final Database database;

  CallbackRepository(Database database) {
    this.database = database;
  }

  /** Keeps the only token that answers; one that was kept before, and never posted, is void. */
  public void replaceToken(UUID runId, String nodeId, int execution, String tokenHash) {
    database.update(
        Sql.of(
                """
        INSERT INTO callbacks (run_id, node_id, execution, token_hash) VALUES (:runId, :nodeId, :execution, :tokenHash)
        ON CONFLICT (run_id, node_id, execution) DO UPDATE SET token_hash = excluded.token_hash
        """)
            .with("runId", runId)
            .with("nodeId", nodeId)
            .with("execution", execution)
            .with("tokenHash", tokenHash));
  }

  /** Keeps a token unless there is one already, and tells which it is. */
  public String keepToken(UUID runId, String nodeId, int execution, String tokenHash) {
    database.update(
        Sql.of(
                """
        INSERT INTO callbacks (run_id, node_id, execution, token_hash) VALUES (:runId, :nodeId, :execution, :tokenHash)
        ON CONFLICT (run_id, node_id, execution) DO NOTHING
        """)
            .with("runId", runId)
            .with("nodeId", nodeId)
            .with("execution", execution)
            .with("tokenHash", tokenHash));
    return database
        .first(
            Sql.of(
                    "SELECT token_hash FROM callbacks WHERE run_id = :runId AND node_id = :nodeId AND execution = :execution")
                .with("runId", runId)
                .with("nodeId", nodeId)
                .with("execution", execution),
            row -> row.text("token_hash"))
        .orElseThrow();
  }

  /** The latest question of a node in a run. */
  public Optional<Callback> find(UUID runId, String nodeId) {
    return database.first(
        Sql.of(
                """
        SELECT c.run_id, c.node_id, c.execution, c.token_hash, c.status, c.output, c.error,
            r.status AS run_status, r.isolation, r.temporal_workflow_id,
            (SELECT s.status FROM workflow_steps s
             WHERE s.workflow_run_id = c.run_id AND s.node_id = c.node_id
             ORDER BY s.step_index DESC LIMIT 1) AS step_status
        FROM callbacks c JOIN workflow_runs r ON r.id = c.run_id
        WHERE c.run_id = :runId AND c.node_id = :nodeId
        ORDER BY c.execution DESC LIMIT 1
        """)
            .with("runId", runId)
            .with("nodeId", nodeId),
        Callback::of);
  }

  /** Keeps an answer, unless there is one: the first counts. */
  public void answer(Callback callback, CallbackAnswer answer) {
    database.update(
        Sql.of(
                """
        UPDATE callbacks SET status = :status, output = :output, error = :error, answered_at = now()
        WHERE run_id = :runId AND node_id = :nodeId AND execution = :execution AND status IS NULL
        """)
            .with("status", answer.status())
            .with("output", answer.output())
            .with("error", answer.error())
            .with("runId", callback.runId())
            .with("nodeId", callback.nodeId())
            .with("execution", callback.execution()));
  }
}
