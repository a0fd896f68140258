package dev.stitch.api.bulk;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.temporal.TemporalUi;
import dev.stitch.launch.BulkLaunches;
import dev.stitch.launch.Launcher;
import dev.stitch.store.bulk.BulkOperationRow;
import dev.stitch.store.bulk.BulkRepository;
import dev.stitch.store.bulk.BulkStatus;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Reads bulk operations, and pauses, resumes and cancels them. */
@Singleton
public class BulkOperations {

  private final BulkRepository repository;
  private final Launcher launcher;
  private final TemporalUi temporal;

  BulkOperations(BulkRepository repository, Launcher launcher, TemporalUi temporal) {
    this.repository = repository;
    this.launcher = launcher;
    this.temporal = temporal;
  }

  BulkView get(UUID id) {
    return view(row(id));
  }

  Page<BulkView> list(
      @Nullable UUID flowId,
      @Nullable UUID templateId,
      @Nullable BulkStatus status,
      PageRequest request) {
    return repository.list(flowId, templateId, status, request).map(this::view);
  }

  public BulkView pause(UUID id) {
    BulkOperationRow row = row(id);
    if (row.status() != BulkStatus.PENDING && row.status() != BulkStatus.RUNNING) {
      throw wrongState(row, "paused");
    }
    return tell(row, "pause", BulkStatus.PAUSED);
  }

  public BulkView resume(UUID id) {
    BulkOperationRow row = row(id);
    if (row.status() != BulkStatus.PAUSED) {
      throw wrongState(row, "resumed");
    }
    return tell(row, "resume", BulkStatus.RUNNING);
  }

  public BulkView cancel(UUID id) {
    BulkOperationRow row = row(id);
    if (row.status().isFinal()) {
      throw wrongState(row, "cancelled");
    }
    return tell(row, "cancel", BulkStatus.CANCELLED);
  }

  /**
   * Tells the workflow, which is started if it is not, so that it cannot miss it; the row says so
   * at once.
   */
  private BulkView tell(BulkOperationRow row, String signal, BulkStatus status) {
    if (!launcher.startWith(BulkLaunches.of(row.id()), signal)) {
      throw ApiProblem.conflict(
          "The workflow of bulk operation " + row.id() + " has ended; its row will say so soon.");
    }
    repository.become(row.id(), status, null);
    return get(row.id());
  }

  private BulkOperationRow row(UUID id) {
    return repository.find(id).orElseThrow(() -> ApiProblem.notFound("bulk operation", id));
  }

  private BulkView view(BulkOperationRow row) {
    return BulkView.of(row, temporal.url(row.temporalWorkflowId()));
  }

  private static ApiProblem wrongState(BulkOperationRow row, String wanted) {
    return ApiProblem.conflict(
        "Bulk operation "
            + row.id()
            + " is "
            + row.status().word()
            + " and cannot be "
            + wanted
            + ".");
  }
}
