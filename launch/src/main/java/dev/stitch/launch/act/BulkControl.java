package dev.stitch.launch.act;

import dev.stitch.launch.BulkLaunches;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.request.Refusal;
import dev.stitch.store.bulk.BulkOperationRow;
import dev.stitch.store.bulk.BulkRepository;
import dev.stitch.store.bulk.BulkStatus;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Pauses, resumes and cancels bulk operations. */
@Singleton
public class BulkControl {

  private final BulkRepository repository;
  private final Launcher launcher;

  BulkControl(BulkRepository repository, Launcher launcher) {
    this.repository = repository;
    this.launcher = launcher;
  }

  public void pause(UUID id) {
    BulkOperationRow row = row(id);
    if (row.status() != BulkStatus.PENDING && row.status() != BulkStatus.RUNNING) {
      throw wrongState(row, "paused");
    }
    tell(row, "pause", BulkStatus.PAUSED);
  }

  public void resume(UUID id) {
    BulkOperationRow row = row(id);
    if (row.status() != BulkStatus.PAUSED) {
      throw wrongState(row, "resumed");
    }
    tell(row, "resume", BulkStatus.RUNNING);
  }

  public void cancel(UUID id) {
    BulkOperationRow row = row(id);
    if (row.status().isFinal()) {
      throw wrongState(row, "cancelled");
    }
    tell(row, "cancel", BulkStatus.CANCELLED);
  }

  /**
   * Tells the workflow, which is started if it is not, so that it cannot miss it; the row says so
   * at once.
   */
  private void tell(BulkOperationRow row, String signal, BulkStatus status) {
    if (!launcher.startWith(BulkLaunches.of(row.id()), signal)) {
      throw Refusal.conflict(
          "The workflow of bulk operation " + row.id() + " has ended; its row will say so soon.");
    }
    repository.become(row.id(), status, null);
  }

  private BulkOperationRow row(UUID id) {
    return repository.find(id).orElseThrow(() -> Refusal.notFound("bulk operation", id));
  }

  private static Refusal wrongState(BulkOperationRow row, String wanted) {
    return Refusal.conflict(
        "Bulk operation "
            + row.id()
            + " is "
            + row.status().word()
            + " and cannot be "
            + wanted
            + ".");
  }
}
