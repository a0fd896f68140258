package dev.stitch.api.run;

import dev.stitch.api.http.Accepted;
import dev.stitch.launch.Polling;
import dev.stitch.launch.act.RunRetries;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.model.RunFamily;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.run.RunQuery;
import dev.stitch.store.run.RunRow;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Answers requests that retry a run. */
@Singleton
class RunRetry {

  private static final PageRequest NEWEST = new PageRequest(1, 1, "-createdAt", null);

  /** A child workflow writes its own row, a moment after its journey has started it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RunRetries retries;
  private final RunViews views;
  private final RunStarter starter;
  private final BatchStarter batchStarter;

  RunRetry(RunRetries retries, RunViews views, RunStarter starter, BatchStarter batchStarter) {
    this.retries = retries;
    this.views = views;
    this.starter = starter;
    this.batchStarter = batchStarter;
  }

  /** The journey's new run in place of this one; this one, when the new one is slow to begin. */
  RunView inJourney(RunRow run, RetryRequest request, String actId, String actor) {
    retries.inJourney(run, request.way(), actId, actor);
    Polling.until(PATIENCE, () -> newestRetry(run).isPresent());
    return newest(run);
  }

  /** The journey's newest run in place of this one; this one, when there is none. */
  RunView newest(RunRow run) {
    return newestRetry(run).orElseGet(() -> views.get(run.id()));
  }

  private Optional<RunView> newestRetry(RunRow run) {
    return views.list(RunQuery.retriesOf(run.id()), NEWEST).data().stream().findFirst();
  }

  /** Accepts a new direct run in place of one; takes part in the surrounding transaction. */
  Accepted<RunAccepted> direct(RunRow run, RetryRequest request, String actor) {
    AcceptedRun again = retries.direct(run, request.way(), actor);
    return again.launch().family() == RunFamily.BATCH
        ? batchStarter.accepted(again)
        : starter.accepted(again);
  }
}
