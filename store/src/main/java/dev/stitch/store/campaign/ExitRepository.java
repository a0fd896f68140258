package dev.stitch.store.campaign;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import dev.stitch.store.campaign.SequenceRuns.Unwanted;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Enrollments that end because their template's {@code exitWhen} holds for a contact's change. */
@Singleton
public class ExitRepository {

  private final Database database;

  ExitRepository(Database database) {
    this.database = database;
  }

  /**
   * What is to be asked about an enrollment that is under way.
   *
   * @param exitWhen CEL, of the graph that its run walks
   */
  public record Question(UUID enrollmentId, UUID contactId, String exitWhen) {}

  /** What is to be asked about these contacts. */
  public List<Question> questions(Collection<UUID> contactIds) {
    return database.list(
        """
        SELECT * FROM (
            SELECT e.id, e.contact_id, jsonb_path_query_first(g.graph,
                       '$.nodes[*] ? (@.id starts with "exit-").data.expression') #>> '{}' AS exit_when
            FROM workflow_enrollments e JOIN workflow_runs r ON r.id = e.workflow_run_id
            JOIN graphs g ON g.hash = r.plan_hash
            WHERE e.contact_id = ANY(?) AND e.status IN ('active', 'paused')) asked
        WHERE exit_when IS NOT NULL
        """,
        row -> new Question(row.uuid("id"), row.uuid("contact_id"), row.text("exit_when")),
        SqlArray.uuids(contactIds));
  }

  /** Ends those of these enrollments that have not ended: they are completed by their exit. */
  public void leave(Collection<UUID> enrollmentIds) {
    database.update(
        """
        WITH leaving AS MATERIALIZED (
            SELECT id FROM workflow_enrollments
            WHERE id = ANY(?) AND status IN ('active', 'paused') ORDER BY id FOR UPDATE)
        UPDATE workflow_enrollments e
        SET status = 'completed', ended_why = 'exit', completed_at = now(), waiting_on = '[]'
        FROM leaving l WHERE e.id = l.id
        """,
        SqlArray.uuids(enrollmentIds));
  }

  /** The runs of these contacts that nobody wants any more. */
  public List<Unwanted> unwanted(Collection<UUID> contactIds) {
    return database.list(
        Sql.of(
                """
                SELECT r.id, r.temporal_workflow_id
                FROM workflow_enrollments e JOIN workflow_runs r ON r.id = e.workflow_run_id
                WHERE e.contact_id = ANY(:contactIds)
                  AND r.unwanted_since IS NOT NULL AND r.completed_at IS NULL
                """)
            .with("contactIds", SqlArray.uuids(contactIds)),
        row -> new Unwanted(row.uuid("id"), row.text("temporal_workflow_id")));
  }
}
