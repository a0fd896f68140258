package dev.stitch.activities.reconcile;

import dev.stitch.store.outside.LiveRows;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Cancels paths whose journey has ended without them. A journey that an operator resets forgets the
 * paths of later stages: it takes them over when it comes there again, and nobody does when it ends
 * elsewhere.
 */
@Singleton
public class OrphanedPaths {

  /**
   * Longer than a journey's own cancelling takes, and than a journey that is reset after its end
   * needs to write that it lives.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Workflows a pass; the next passes work off the rest. */
  private static final int LIMIT = 500;

  private final LiveRows rows;
  private final WorkflowClient client;

  OrphanedPaths(LiveRows rows, WorkflowClient client) {
    this.rows = rows;
    this.client = client;
  }

  void cancelAll() {
    rows.orphanedPaths(PATIENCE, LIMIT).forEach(this::cancel);
  }

  private void cancel(String workflowId) {
    try {
      client.newUntypedWorkflowStub(workflowId).cancel("the journey that it belongs to has ended");
    } catch (WorkflowNotFoundException closed) {
      // It has ended meanwhile.
    }
  }
}
