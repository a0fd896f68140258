package dev.stitch.store.callback;

import dev.stitch.store.Database;
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
        """
        INSERT INTO callbacks (run_id, node_id, execution, token_hash) VALUES (?, ?, ?, ?)
        ON CONFLICT (run_id, node_id, execution) DO UPDATE SET token_hash = excluded.token_hash
        """,
        runId,
        nodeId,
        execution,
        tokenHash);
  }

  /** Keeps a token unless there is one already, and tells which it is. */
  public String keepToken(UUID runId, String nodeId, int execution, String tokenHash) {
    database.update(
        """
        INSERT INTO callbacks (run_id, node_id, execution, token_hash) VALUES (?, ?, ?, ?)
        ON CONFLICT (run_id, node_id, execution) DO NOTHING
        """,
        runId,
        nodeId,
        execution,
        tokenHash);
    return database
        .first(
            "SELECT token_hash FROM callbacks WHERE run_id = ? AND node_id = ? AND execution = ?",
            row -> row.text("token_hash"),
            runId,
            nodeId,
            execution)
        .orElseThrow();
  }

  /** The latest question of a node in a run. */
  public Optional<Callback> find(UUID runId, String nodeId) {
    return database.first(
        """
        SELECT c.run_id, c.node_id, c.execution, c.token_hash, c.status, c.output, c.error,
            r.status AS run_status, r.isolation, r.temporal_workflow_id,
            (SELECT s.status FROM workflow_steps s
             WHERE s.workflow_run_id = c.run_id AND s.node_id = c.node_id
             ORDER BY s.step_index DESC LIMIT 1) AS step_status
        FROM callbacks c JOIN workflow_runs r ON r.id = c.run_id
        WHERE c.run_id = ? AND c.node_id = ?
        ORDER BY c.execution DESC LIMIT 1
        """,
        Callback::of,
        runId,
        nodeId);
  }

  /** Keeps an answer, unless there is one: the first counts. */
  public void answer(Callback callback, CallbackAnswer answer) {
    database.update(
        """
        UPDATE callbacks SET status = ?, output = ?, error = ?, answered_at = now()
        WHERE run_id = ? AND node_id = ? AND execution = ? AND status IS NULL
        """,
        answer.status(),
        answer.output(),
        answer.error(),
        callback.runId(),
        callback.nodeId(),
        callback.execution());
  }
}
