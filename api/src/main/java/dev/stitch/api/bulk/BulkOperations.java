package dev.stitch.api.bulk;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.temporal.TemporalUi;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.bulk.BulkActRequest;
import dev.stitch.launch.bulk.BulkActs;
import dev.stitch.store.bulk.BulkItem;
import dev.stitch.store.bulk.BulkItems;
import dev.stitch.store.bulk.BulkOperationRow;
import dev.stitch.store.bulk.BulkRepository;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.UUID;

/** Begins acts on many, and reads bulk operations as clients see them. */
@Singleton
class BulkOperations {

  private final BulkRepository repository;
  private final BulkItems items;
  private final BulkActs acts;
  private final Launcher launcher;
  private final TemporalUi temporal;

  BulkOperations(
      BulkRepository repository,
      BulkItems items,
      BulkActs acts,
      Launcher launcher,
      TemporalUi temporal) {
    this.repository = repository;
    this.items = items;
    this.acts = acts;
    this.launcher = launcher;
    this.temporal = temporal;
  }

  /** Takes part in the surrounding transaction. */
  Accepted<BulkAccepted> begin(BulkActRequest request, String actor) {
    BulkActs.AcceptedAct accepted = acts.accept(request, actor);
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        BulkAccepted.of(accepted.operationId(), accepted.verdict()),
        URI.create("/api/bulk-operations/" + accepted.operationId()),
        () -> accepted.launch().ifPresent(launcher::startOrLeave));
  }

  /** What {@link #begin} would take now; refuses what that refuses, and changes nothing. */
  BulkAccepted rehearse(BulkActRequest request) {
    return BulkAccepted.of(null, acts.rehearse(request));
  }

  BulkView get(UUID id) {
    return repository
        .find(id)
        .map(this::view)
        .orElseThrow(() -> ApiProblem.notFound("bulk operation", id));
  }

  Page<BulkView> list(BulkRepository.Query query, PageRequest request) {
    return repository.list(query, request).map(this::view);
  }

  Page<BulkItem> items(UUID id, @Nullable BulkItem.State state, PageRequest request) {
    get(id);
    return items.list(id, state, request);
  }

  private BulkView view(BulkOperationRow row) {
    return BulkView.of(row, temporal.url(row.temporalWorkflowId()));
  }
}
