package dev.stitch.store.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What calls have sent that failed, as {@link StepRow} shows it with their steps. */
@Singleton
public class StepRequestRepository {

  private final Database database;

  StepRequestRepository(Database database) {
    this.database = database;
  }

  /**
   * Keeps what a step has sent, in place of what an earlier attempt has; nothing of a run that is
   * gone.
   */
  public void keep(UUID runId, String nodeId, JsonNode request) {
    database.update(
        Sql.of(
                """
                INSERT INTO step_requests (run_id, node_id, request)
                SELECT id, :nodeId, :request FROM workflow_runs WHERE id = :runId
                ON CONFLICT (run_id, node_id) DO UPDATE SET request = excluded.request
                """)
            .with("runId", runId)
            .with("nodeId", nodeId)
            .with("request", request));
  }
}
