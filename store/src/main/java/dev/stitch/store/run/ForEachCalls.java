package dev.stitch.store.run;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Calls of {@code for_each} whose caller has not been told of their end yet. */
@Singleton
public class ForEachCalls {

  private final Database database;

  ForEachCalls(Database database) {
    this.database = database;
  }

  /**
   * A call.
   *
   * @param runId the run that called
   * @param callerWorkflowId the workflow that waits for the end
   */
  public record ForEachCall(UUID id, UUID runId, String callerWorkflowId) {}

  /** Notes that a call begins; one that is noted stays as it is. */
  public void begun(ForEachCall call) {
    database.update(
        Sql.of(
                """
        INSERT INTO for_each_calls (id, run_id, caller_workflow_id) VALUES (:id, :runId, :callerWorkflowId)
        ON CONFLICT (id) DO NOTHING
        """)
            .with("id", call.id())
            .with("runId", call.runId())
            .with("callerWorkflowId", call.callerWorkflowId()));
  }

  public Optional<ForEachCall> find(UUID id) {
    return database.first(
        "SELECT id, run_id, caller_workflow_id FROM for_each_calls WHERE id = ?",
        row -> new ForEachCall(row.uuid("id"), row.uuid("run_id"), row.text("caller_workflow_id")),
        id);
  }

  /** Forgets a call: its caller has been told of its end. */
  public void reported(UUID id) {
    database.update("DELETE FROM for_each_calls WHERE id = ?", id);
  }

  /** The workflows of the call's items that have not ended. */
  public List<String> liveItems(ForEachCall call) {
    return database.list(
        Sql.of(
                """
                SELECT temporal_workflow_id FROM workflow_runs
                WHERE parent_run_id = :runId AND trigger ->> 'callId' = :callId
                  AND status IN ('pending', 'running', 'paused')
                """)
            .with("runId", call.runId())
            .with("callId", call.id().toString()),
        row -> row.text("temporal_workflow_id"));
  }
}
