package dev.stitch.activities.campaign;

import dev.stitch.activities.bulk.BulkWork;
import dev.stitch.port.BulkActivities.Page;
import dev.stitch.port.BulkActivities.PageEnd;
import dev.stitch.port.BulkActivities.Progress;
import dev.stitch.store.bulk.BulkOperationRow;
import dev.stitch.store.campaign.SequenceRuns;
import dev.stitch.store.campaign.SequenceRuns.Enrolled;
import dev.stitch.store.campaign.Template;
import dev.stitch.store.campaign.TemplateRepository;
import dev.stitch.store.campaign.TemplateStatus;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Has the enrollments of a template follow it: {@code resume} begins those that wait for it and
 * releases those that it held, {@code pause} holds them. One that the template has overtaken does
 * no more.
 */
@Singleton
class TemplateWork implements BulkWork {

  private static final Set<String> KINDS = Set.of("pause", "resume");

  private final TemplateRepository templates;
  private final SequenceRuns sequences;
  private final SequenceBatch batch;

  TemplateWork(TemplateRepository templates, SequenceRuns sequences, SequenceBatch batch) {
    this.templates = templates;
    this.sequences = sequences;
    this.batch = batch;
  }

  @Override
  public boolean does(String kind) {
    return KINDS.contains(kind);
  }

  @Override
  public PageEnd page(BulkOperationRow operation, Page page, Runnable heartbeat) {
    boolean pause = operation.kind().equals("pause");
    TemplateStatus wanted = pause ? TemplateStatus.PAUSED : TemplateStatus.ACTIVE;
    Optional<TemplateStatus> status = templates.find(operation.templateId()).map(Template::status);
    List<Enrolled> enrolled =
        status.filter(wanted::equals).isPresent()
            ? sequences.liveOf(operation.templateId(), page.after(), page.size())
            : List.of();
    if (enrolled.isEmpty()) {
      return new PageEnd(null, page.before());
    }
    if (pause) {
      batch.pause(enrolled, heartbeat);
    } else {
      batch.resume(enrolled, heartbeat);
      batch.begin(operation.templateId(), enrolled, heartbeat);
    }
    return new PageEnd(
        enrolled.getLast().id(),
        new Progress(page.before().succeeded() + enrolled.size(), page.before().failed()));
  }

  @Override
  public void cancelled(BulkOperationRow operation, @Nullable UUID after) {
    // What it has done stays done; the template's status says what holds for the others.
  }
}
