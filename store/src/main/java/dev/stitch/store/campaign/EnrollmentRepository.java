package dev.stitch.store.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who is enrolled in a template, and where each of them stands. A final one never changes. */
@Singleton
public class EnrollmentRepository {

  private static final Listing<EnrollmentRow> LISTING =
      new Listing<>(
          EnrollmentRow.COLUMNS,
          EnrollmentRow.FROM,
          Map.of(
              "enrolledAt", "e.enrolled_at",
              "completedAt", "e.completed_at",
              "status", "e.status",
              "currentStepIndex", "e.current_step_index",
              "contactName", "c.name"),
          "-enrolledAt",
          "e.id",
          EnrollmentRow::of);

  private final Database database;

  EnrollmentRepository(Database database) {
    this.database = database;
  }

  public Page<EnrollmentRow> page(
      @Nullable UUID templateId,
      @Nullable EnrollmentStatus status,
      @Nullable UUID contactId,
      PageRequest request) {
    Filter filter =
        new Filter()
            .and("e.template_id = ?", templateId)
            .and("e.status = ?", status)
            .and("e.contact_id = ?", contactId)
            .containing(request.text(), "c.name", "c.email");
    return LISTING.page(database, filter, request);
  }

  public Optional<EnrollmentRow> find(UUID id) {
    return database.first(
        "SELECT " + EnrollmentRow.COLUMNS + " FROM " + EnrollmentRow.FROM + " WHERE e.id = ?",
        EnrollmentRow::of,
        id);
  }

  /** The enrollment that a run is of, and nobody else changes it until the transaction ends. */
  public Optional<UUID> ofRunForUpdate(UUID runId) {
    return database.first(
        "SELECT id FROM workflow_enrollments WHERE workflow_run_id = ? FOR UPDATE",
        row -> row.uuid("id"),
        runId);
  }

  /**
   * Lets an enrollment that has not begun wait, or go on waiting.
   *
   * @return whether it had not begun and was not in this status already
   */
  public boolean hold(UUID id, boolean held) {
    return database.update(
            """
            UPDATE workflow_enrollments SET status = ?
            WHERE id = ? AND status = ? AND workflow_run_id IS NULL
            """,
            held ? EnrollmentStatus.PAUSED : EnrollmentStatus.PENDING,
            id,
            held ? EnrollmentStatus.PENDING : EnrollmentStatus.PAUSED)
        == 1;
  }

  /**
   * Ends an enrollment before its last step. Its run is then to be cancelled, and sends nothing
   * more.
   *
   * @param status one of the final ones
   * @param why in a word
   * @return whether it had not ended
   */
  public boolean end(UUID id, EnrollmentStatus status, String why) {
    return end("id = :id", Map.of("id", id), status, why) == 1;
  }

  /** As {@link #end}, of all of a template that have not ended; tells how many these were. */
  public int endAll(UUID templateId, EnrollmentStatus status, String why) {
    return end("template_id = :id", Map.of("id", templateId), status, why);
  }

  private int end(String which, Map<String, ?> parameters, EnrollmentStatus status, String why) {
    return database.update(
        Sql.of(
                """
                UPDATE workflow_enrollments
                SET status = :status, ended_why = :why, completed_at = now(), waiting_on = '[]'
                WHERE %s AND status IN ('pending', 'active', 'paused')
                """
                    .formatted(which))
            .with(parameters)
            .with("status", status)
            .with("why", why));
  }

  /**
   * Has an enrollment go on by another run, which retries the one before; it moves no more.
   *
   * @return false when the contact has been enrolled anew meanwhile
   */
  public boolean goOnBy(UUID id, UUID runId) {
    return database.update(
            Sql.of(
                    """
                    UPDATE workflow_enrollments e
                    SET workflow_run_id = :runId, status = 'active', ended_why = NULL,
                        completed_at = NULL, waiting_on = '[]', moving = NULL
                    WHERE id = :id AND NOT EXISTS (
                        SELECT 1 FROM workflow_enrollments o
                        WHERE o.template_id = e.template_id AND o.contact_id = e.contact_id
                          AND o.id <> e.id AND o.status IN ('pending', 'active', 'paused'))
                    """)
                .with("id", id)
                .with("runId", runId))
        == 1;
  }

  /**
   * Where a run has come to.
   *
   * @param status the run's, by the words of the table
   * @param stepIndex the step of the template that it stands at
   * @param left whether it ended because of the template's {@code exitWhen}
   */
  public record Progress(
      UUID runId, String status, int stepIndex, JsonNode waitingOn, boolean left) {}

  /**
   * Has the enrollment of a run follow it, in the transaction that writes the run. One that has
   * ended, goes on by another run or is on its way to one, stays as it is.
   */
  public void follow(Progress run) {
    database.update(
        Sql.of(
                """
                UPDATE workflow_enrollments
                SET status = CASE :status
                        WHEN 'completed' THEN 'completed'
                        WHEN 'cancelled' THEN 'removed'
                        WHEN 'killed' THEN 'removed'
                        -- it can be retried, and until then nobody else takes its place
                        WHEN 'failed' THEN 'paused'
                        WHEN 'paused' THEN 'paused'
                        ELSE 'active' END,
                    ended_why = CASE WHEN :left THEN 'exit'
                        WHEN :status IN ('cancelled', 'killed') THEN :status END,
                    completed_at = CASE WHEN :status IN ('completed', 'cancelled', 'killed') THEN now() END,
                    current_step_index = :stepIndex, waiting_on = :waitingOn
                WHERE workflow_run_id = :runId AND status IN ('pending', 'active', 'paused')
                  AND moving IS NULL
                """)
            .with("status", run.status())
            .with("left", run.left())
            .with("stepIndex", run.stepIndex())
            .with("waitingOn", run.waitingOn())
            .with("runId", run.runId()));
  }
}
