package dev.stitch.api.entity;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.run.RunViews;
import dev.stitch.api.temporal.TemporalUi;
import dev.stitch.store.journey.EntityQuery;
import dev.stitch.store.journey.EntityRepository;
import dev.stitch.store.journey.EntityRow;
import dev.stitch.store.journey.JourneyEventRow;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Reads entities as clients see them, and removes those that have ended. */
@Singleton
public class Entities {

  private final EntityRepository repository;
  private final RunViews runs;
  private final TemporalUi temporal;

  Entities(EntityRepository repository, RunViews runs, TemporalUi temporal) {
    this.repository = repository;
    this.runs = runs;
    this.temporal = temporal;
  }

  /**
   * One entity with its newest runs.
   *
   * @throws ApiProblem 404 when there is none
   */
  public EntityView get(UUID id) {
    EntityRow row = row(id);
    return EntityView.of(row, temporal.url(row.workflowId()), runs.ofEntity(id));
  }

  /** The row of an entity, or 404. */
  public EntityRow row(UUID id) {
    return repository.find(id).orElseThrow(() -> ApiProblem.notFound("entity", id));
  }

  Page<EntityView> list(EntityQuery query, PageRequest request) {
    return repository
        .list(query, request)
        .map(row -> EntityView.of(row, temporal.url(row.workflowId()), null));
  }

  Page<JourneyEventRow> events(UUID id, PageRequest request) {
    row(id);
    return repository.events(id, request);
  }

  void remove(UUID id) {
    EntityRow row = row(id);
    if (!repository.deleteEnded(id)) {
      throw ApiProblem.conflict(
          "Entity " + id + " is " + row.status().word() + ": cancel it before it is deleted.");
    }
  }
}
