package dev.stitch.api.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.IdempotentRequests;
import dev.stitch.api.page.WholeNumber;
import dev.stitch.api.run.BatchStarter;
import dev.stitch.api.run.RunAccepted;
import dev.stitch.api.run.RunView;
import dev.stitch.api.run.RunViews;
import dev.stitch.api.security.Caller;
import dev.stitch.launch.Polling;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.launch.sync.SyncRequest;
import dev.stitch.launch.sync.SyncRequests;
import dev.stitch.store.batch.BatchProgress;
import dev.stitch.store.batch.BatchRepository;
import dev.stitch.store.run.RunRepository;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** Accepts syncs, and waits for their ends where clients want to. */
@Singleton
class Syncs {

  /** A proxy gives up idle requests soon after. */
  private static final int LONGEST_WAIT = 30;

  private final SyncRequests requests;
  private final BatchStarter starter;
  private final IdempotentRequests idempotent;
  private final RunViews views;
  private final RunRepository runs;
  private final BatchRepository batches;
  private final ObjectMapper mapper;

  Syncs(
      SyncRequests requests,
      BatchStarter starter,
      IdempotentRequests idempotent,
      RunViews views,
      RunRepository runs,
      BatchRepository batches,
      ObjectMapper mapper) {
    this.requests = requests;
    this.starter = starter;
    this.idempotent = idempotent;
    this.views = views;
    this.runs = runs;
    this.batches = batches;
    this.mapper = mapper;
  }

  /**
   * Starts a sync.
   *
   * @param body what was sent, for the Idempotency-Key
   * @param wait seconds, as the query says them; null for not at all
   */
  HttpResponse<?> start(
      HttpRequest<?> request, Caller caller, Object body, SyncRequest sync, @Nullable String wait) {
    return start(request, body, wait, () -> requests.accept(sync, RunOrigin.user(caller.actor())));
  }

  /**
   * As {@link #start(HttpRequest, Caller, Object, SyncRequest, String)}, of what is accepted so.
   */
  HttpResponse<?> start(
      HttpRequest<?> request,
      Object body,
      @Nullable String wait,
      Supplier<AcceptedRun> acceptance) {
    Duration patience = patience(wait);
    HttpResponse<Object> accepted =
        idempotent.once(request, body, () -> starter.accepted(acceptance.get()));
    if (patience.isZero()) {
      return accepted;
    }
    UUID run = mapper.convertValue(accepted.body(), RunAccepted.class).runId();
    return Polling.until(patience, () -> hasEnded(run)) ? HttpResponse.ok(ended(run)) : accepted;
  }

  private static Duration patience(@Nullable String wait) {
    return wait == null
        ? Duration.ZERO
        : Duration.ofSeconds(WholeNumber.readFromZero("/wait", wait, LONGEST_WAIT));
  }

  private boolean hasEnded(UUID run) {
    return runs.status(run).orElseThrow(() -> ApiProblem.notFound("run", run)).isFinal();
  }

  private SyncEnded ended(UUID id) {
    RunView run = views.get(id);
    JsonNode parts = batches.find(id).map(BatchProgress::parts).orElseGet(mapper::createObjectNode);
    return new SyncEnded(
        run,
        new SyncResult(
            parts.path("added").asLong(),
            parts.path("updated").asLong(),
            run.skippedItems(),
            run.errorItems()));
  }
}
