package dev.stitch.api.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.http.Polling;
import dev.stitch.api.journey.Journeys;
import dev.stitch.api.security.Caller;
import dev.stitch.launch.BatchRetries;
import dev.stitch.launch.request.ResumePoints;
import dev.stitch.launch.request.WorkflowJson;
import dev.stitch.machine.PlanVersion;
import dev.stitch.machine.ResumePoint;
import dev.stitch.model.RunStatus;
import dev.stitch.port.PathArguments;
import dev.stitch.store.Ids;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.run.RunIsolation;
import dev.stitch.store.run.RunQuery;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.WorkflowType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Retries: always a new run with {@code retryOf}. Runs of a journey are retried by it; direct ones
 * here.
 */
@Singleton
class RunRetry {

  private static final PageRequest NEWEST = new PageRequest(1, 1, "-createdAt", null);

  /** A child workflow writes its own row, a moment after its journey has started it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RunViews views;
  private final RunStarter starter;
  private final ResumePoints resumes;
  private final Journeys journeys;
  private final RetryActs acts;
  private final SequenceRetries sequences;
  private final BatchRetries batches;
  private final BatchStarter batchStarter;

  RunRetry(
      RunViews views,
      RunStarter starter,
      ResumePoints resumes,
      Journeys journeys,
      RetryActs acts,
      SequenceRetries sequences,
      BatchRetries batches,
      BatchStarter batchStarter) {
    this.views = views;
    this.starter = starter;
    this.resumes = resumes;
    this.journeys = journeys;
    this.acts = acts;
    this.sequences = sequences;
    this.batches = batches;
    this.batchStarter = batchStarter;
  }

  /**
   * A run that may be retried.
   *
   * @throws ApiProblem 404 unknown; 409 it has not ended, or completed
   */
  RunRow retryable(UUID id) {
    RunRow run = views.row(id);
    if (!run.status().isFinal() || run.status() == RunStatus.COMPLETED) {
      throw ApiProblem.conflict(
          "Run "
              + id
              + " is "
              + run.status().word()
              + ": only a failed, cancelled or killed run can be retried.");
    }
    return run;
  }

  /** Whether a journey started it, and so decides about it. */
  static boolean belongsToJourney(RunRow run) {
    return run.entityId() != null
        && (run.visit() != null || run.isolation() == RunIsolation.INLINE);
  }

  /** The journey's new run in place of this one; this one, when the new one is slow to begin. */
  RunView inJourney(RunRow run, RetryRequest request, String actId, Caller caller) {
    journeys.act(
        run.entityId(),
        acts.act(
            run.entityId(), actId, caller.actor(), run.id(), request.from(), request.version()));
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
  Accepted<RunAccepted> direct(RunRow run, RetryRequest request, Caller caller) {
    return batches
        .accept(run, caller.actor())
        .map(batchStarter::accepted)
        .orElseGet(() -> ofGraph(run, request, caller));
  }

  private Accepted<RunAccepted> ofGraph(RunRow run, RetryRequest request, Caller caller) {
    PathArguments before = workflowInput(run);
    PlanVersion plan = request.latest() ? latest(run) : before.plan();
    ResumePoint resume = request.fromStart() ? null : resumes.of(run.id(), plan).orElse(null);
    PathArguments again =
        before.retried(
            Ids.next(),
            plan,
            request.fromStart() ? before.execution() + 1 : before.execution(),
            resume,
            caller.actor());
    return run.workflowType() == WorkflowType.SEQUENCE
        ? starter.accepted(again.runId(), sequences.accept(run, again))
        : starter.accept(again);
  }

  private PlanVersion latest(RunRow run) {
    return run.workflowType() == WorkflowType.SEQUENCE ? sequences.latest(run) : acts.latest(run);
  }

  private static PathArguments workflowInput(RunRow run) {
    JsonNode input = run.config().get("workflowInput");
    if (input == null) {
      throw ApiProblem.conflict(
          "Run " + run.id() + " was not started by itself; it cannot be retried alone.");
    }
    return WorkflowJson.read(input, PathArguments.class);
  }
}
