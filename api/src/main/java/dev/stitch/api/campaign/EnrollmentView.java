package dev.stitch.api.campaign;

import dev.stitch.store.campaign.EnrollmentRow;
import dev.stitch.store.campaign.EnrollmentStatus;
import dev.stitch.store.campaign.Template;
import dev.stitch.store.journey.EntityRow;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One contact's passage through a template, as clients see it.
 *
 * @param currentStepIndex the step that it stands at, from 0
 * @param workflowRunId its newest run, or null before it begins
 * @param waitingOn what holds it
 * @param endedWhy why it ended before its last step: {@code exit, removed, cancelled, killed,
 *     template_completed, out_of_time}, or null
 */
record EnrollmentView(
    UUID id,
    UUID templateId,
    UUID contactId,
    @Nullable String contactName,
    @Nullable String contactEmail,
    EnrollmentStatus status,
    int currentStepIndex,
    @Nullable UUID workflowRunId,
    List<EntityRow.Waiting> waitingOn,
    @Nullable String endedWhy,
    @Nullable String enrolledBy,
    Instant enrolledAt,
    @Nullable Instant beganAt,
    @Nullable Instant completedAt) {

  static EnrollmentView of(EnrollmentRow row, Template template) {
    return new EnrollmentView(
        row.id(),
        row.templateId(),
        row.contact().id(),
        row.contact().name(),
        row.contact().email(),
        row.status(),
        row.currentStepIndex(),
        row.workflowRunId(),
        row.workflowRunId() == null ? BeforeBeginning.waitingOn(row, template) : row.waitingOn(),
        row.endedWhy(),
        row.enrolledBy(),
        row.enrolledAt(),
        row.beganAt(),
        row.completedAt());
  }
}
