package dev.stitch.activities.reconcile;

import dev.stitch.store.outside.LiveRows;
import dev.stitch.store.outside.LiveRows.WorkflowRun;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowTargetOptions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells workflows that they were reset. A reset begins another run whose history is cut off: it may
 * find nothing to write until its next step, and wait for the end of what has ended.
 *
 * <p>A pass reads the runs that began since the last one and asks the database once per {@value
 * #BATCH} of them: sleeping journeys cost nothing. A run that only continues as new is told too
 * when it has not written yet; that costs it one flush.
 */
@Singleton
public class OutsideResets {

  /** Temporal's visibility store lags behind; beginnings are looked at again for this long. */
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  private static final int BATCH = 500;

  private final WorkflowClient client;
  private final LiveRows rows;
  private final Clock clock = Clock.systemUTC();

  /** Runs that began before this have been looked at; the first pass looks at all open ones. */
  private Instant seen = Instant.EPOCH;

  /** Runs that were told within the overlap; they need some time to write. */
  private Set<WorkflowRun> told = Set.of();

  OutsideResets(WorkflowClient client, LiveRows rows) {
    this.client = client;
    this.rows = rows;
  }

  void tellAll() {
    Instant now = clock.instant();
    Set<WorkflowRun> found = new HashSet<>();
    List<WorkflowRun> batch = new ArrayList<>(BATCH);
    String query =
        "WorkflowType IN ('Journey', 'SystemFlow', 'Batch') AND ExecutionStatus = 'Running'"
            + " AND StartTime >= '%s'".formatted(seen);
    try (Stream<WorkflowExecutionMetadata> open = client.listExecutions(query)) {
      open.forEach(
          run -> {
            batch.add(
                new WorkflowRun(run.getExecution().getWorkflowId(), run.getExecution().getRunId()));
            if (batch.size() == BATCH) {
              found.addAll(rows.unwritten(batch));
              batch.clear();
            }
          });
    }
    found.addAll(rows.unwritten(batch));
    found.stream().filter(run -> !told.contains(run)).forEach(this::tell);
    told = found;
    seen = now.minus(OVERLAP);
  }

  private void tell(WorkflowRun run) {
    try {
      client
          .newUntypedWorkflowStub(
              WorkflowTargetOptions.newBuilder()
                  .setWorkflowId(run.workflowId())
                  .setRunId(run.runId())
                  .build())
          .signal("afterReset");
    } catch (WorkflowNotFoundException closed) {
      // It has ended meanwhile, and has written that.
    }
  }
}
