package dev.stitch.store.run;

import dev.stitch.store.Database;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Tells a run of a template whether its enrollment still wants it. */
@Singleton
public class RunEnrollment {

  private final Database database;

  RunEnrollment(Database database) {
    this.database = database;
  }

  /**
   * Whether a run may still act for its contact, and keeps it so until the transaction ends: every
   * run that is of no template, and one whose enrollment, or that of a run which it retries, has
   * not ended. An enrollment whose template was deleted is gone and wants nothing.
   */
  public boolean wants(UUID runId) {
    boolean sequence =
        database.exists(
            "SELECT 1 FROM workflow_runs WHERE id = ? AND workflow_type = 'sequence'", runId);
    return !sequence
        || !database
            .list(
                """
                WITH RECURSIVE chain AS (
                    SELECT id, retry_of FROM workflow_runs WHERE id = ?
                    UNION
                    SELECT r.id, r.retry_of FROM workflow_runs r JOIN chain c ON r.id = c.retry_of)
                SELECT e.id FROM workflow_enrollments e
                WHERE e.workflow_run_id IN (SELECT id FROM chain)
                  AND e.status IN ('pending', 'active', 'paused')
                ORDER BY e.id FOR SHARE OF e
                """,
                row -> row.uuid("id"),
                runId)
            .isEmpty();
  }

  /** Whether a run is of a template that is paused now, whoever has been told of it yet. */
  public boolean templatePaused(UUID runId) {
    return database.exists(
        """
        SELECT 1 FROM workflow_runs r JOIN workflow_templates t ON t.id = r.template_id
        WHERE r.id = ? AND t.status = 'paused'
        """,
        runId);
  }
}
