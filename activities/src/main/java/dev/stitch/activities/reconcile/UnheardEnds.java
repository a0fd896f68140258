package dev.stitch.activities.reconcile;

import dev.stitch.activities.call.CallReports;
import dev.stitch.store.run.CalledRunRepository;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Runs that call others, and those that are called, when one of them was killed: it could neither
 * report its end nor cancel what it had called.
 */
@Singleton
public class UnheardEnds {

  /** Longer than a report takes, so that healthy ones are left alone. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Rows a pass; the next passes work off the rest. */
  private static final int LIMIT = 500;

  private final CalledRunRepository runs;
  private final CallReports reports;
  private final WorkflowClient client;

  UnheardEnds(CalledRunRepository runs, CallReports reports, WorkflowClient client) {
    this.runs = runs;
    this.reports = reports;
    this.client = client;
  }

  void tellAll() {
    for (UUID run : runs.unreported(PATIENCE, LIMIT)) {
      reports.ofRun(run, null);
    }
    Set<String> workflows = new LinkedHashSet<>();
    for (CalledRunRepository.Orphan orphan : runs.orphans(LIMIT)) {
      // What starts the runs of items would go on starting more.
      workflows.add(orphan.callerWorkflowId());
      workflows.add(orphan.workflowId());
    }
    workflows.forEach(this::cancel);
  }

  private void cancel(String workflowId) {
    try {
      client.newUntypedWorkflowStub(workflowId).cancel("the run that called it has ended");
    } catch (WorkflowNotFoundException closed) {
      // It has ended meanwhile.
    }
  }
}
