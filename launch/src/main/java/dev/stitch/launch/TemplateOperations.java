package dev.stitch.launch;

import dev.stitch.bulk.BulkContract;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.bulk.BulkRepository;
import dev.stitch.store.campaign.EnrollmentRepository;
import dev.stitch.store.campaign.EnrollmentStatus;
import dev.stitch.store.campaign.SequenceRuns;
import dev.stitch.store.campaign.TemplateRepository;
import dev.stitch.store.campaign.TemplateStatus;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Accepts the bulk operations by which the enrollments of a template follow it. */
@Singleton
public class TemplateOperations {

  private final Database database;
  private final TemplateRepository templates;
  private final EnrollmentRepository enrollments;
  private final SequenceRuns sequences;
  private final BulkRepository operations;

  TemplateOperations(
      Database database,
      TemplateRepository templates,
      EnrollmentRepository enrollments,
      SequenceRuns sequences,
      BulkRepository operations) {
    this.database = database;
    this.templates = templates;
    this.enrollments = enrollments;
    this.sequences = sequences;
    this.operations = operations;
  }

  /**
   * Writes an operation over all live enrollments of a template down.
   *
   * @param kind {@code pause, resume}
   * @param actor who wants it
   */
  public UUID insert(String kind, UUID templateId, String actor) {
    return insert(kind, templateId, actor, sequences.countLive(templateId));
  }

  private UUID insert(String kind, @Nullable UUID templateId, String actor, long total) {
    UUID id = Ids.next();
    operations.insert(
        id, kind, templateId, Jsonb.object().put("actor", actor), BulkContract.workflowId(id));
    operations.accepted(id, total, Jsonb.array(), 0);
    return id;
  }

  /**
   * Completes a template, and ends its enrollments with it.
   *
   * @param why kept with each enrollment, in a word
   * @return how to start the operation that ends their runs; empty when the template is gone or is
   *     completed already
   */
  public Optional<Launch> complete(UUID templateId, String why, String actor) {
    return database.transaction(
        () ->
            templates
                .findForUpdate(templateId)
                .filter(template -> template.status() != TemplateStatus.COMPLETED)
                .map(
                    template -> {
                      templates.changeStatus(templateId, TemplateStatus.COMPLETED);
                      int ended = enrollments.endAll(templateId, EnrollmentStatus.REMOVED, why);
                      return BulkLaunches.of(insert("complete", templateId, actor, ended));
                    }));
  }

  /**
   * Deletes a template, and with it its steps and enrollments.
   *
   * @return how to start the operation that ends their runs; empty when the template is gone
   */
  public Optional<Launch> delete(UUID templateId, String actor) {
    return database.transaction(
        () ->
            templates
                .findForUpdate(templateId)
                .map(
                    template -> {
                      long live = sequences.countLive(templateId);
                      sequences.endParents(templateId, "the template was deleted");
                      templates.delete(templateId);
                      return BulkLaunches.of(insert("complete", null, actor, live));
                    }));
  }
}
