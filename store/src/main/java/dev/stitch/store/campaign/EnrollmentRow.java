package dev.stitch.store.campaign;

import dev.stitch.store.Row;
import dev.stitch.store.contact.ContactLabel;
import dev.stitch.store.journey.EntityRow;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One contact's passage through a template.
 *
 * @param workflowRunId its newest run, or null before it begins
 * @param currentStepIndex the step that it stands at, from 0
 * @param waitingOn what holds its run
 * @param endedWhy why it ended before its last step, in a word, or null
 */
public record EnrollmentRow(
    UUID id,
    UUID templateId,
    ContactLabel contact,
    @Nullable UUID workflowRunId,
    EnrollmentStatus status,
    int currentStepIndex,
    List<EntityRow.Waiting> waitingOn,
    @Nullable String endedWhy,
    @Nullable String enrolledBy,
    Instant enrolledAt,
    @Nullable Instant beganAt,
    @Nullable Instant completedAt) {

  static final String COLUMNS =
      """
      e.id, e.template_id, e.contact_id, c.name AS contact_name, c.email AS contact_email,
      e.workflow_run_id, e.status, e.current_step_index, e.waiting_on, e.ended_why, e.enrolled_by,
      e.enrolled_at, e.began_at, e.completed_at
      """;

  static final String FROM = "workflow_enrollments e JOIN contacts c ON c.id = e.contact_id";

  static EnrollmentRow of(Row row) throws SQLException {
    return new EnrollmentRow(
        row.uuid("id"),
        row.uuid("template_id"),
        new ContactLabel(
            row.uuid("contact_id"), row.text("contact_name"), row.textOrNull("contact_email")),
        row.uuidOrNull("workflow_run_id"),
        row.choice("status", EnrollmentStatus.class),
        row.number("current_step_index"),
        EntityRow.Waiting.list(row.json("waiting_on")),
        row.textOrNull("ended_why"),
        row.textOrNull("enrolled_by"),
        row.instant("enrolled_at"),
        row.instant("began_at"),
        row.instant("completed_at"));
  }
}
