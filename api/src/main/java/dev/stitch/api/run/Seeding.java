package dev.stitch.api.run;

import dev.stitch.api.http.Accepted;
import dev.stitch.api.security.Caller;
import dev.stitch.graph.Plans;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.request.FlowSeedings;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.launch.request.RunRequest;
import dev.stitch.launch.request.RunVersion;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.journey.EntityAdmission;
import dev.stitch.store.journey.EntityQuery;
import dev.stitch.store.journey.EntityRepository;
import dev.stitch.store.page.PageRequest;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;

/** Answers requests that seed a business flow. */
@Singleton
public class Seeding {

  private static final PageRequest TOLD =
      new PageRequest(1, EntityAdmission.TOLD, "createdAt", null);

  private final FlowSeedings seedings;
  private final Plans plans;
  private final SeedingPreview preview;
  private final EntityRepository entities;
  private final Launcher launcher;

  Seeding(
      FlowSeedings seedings,
      Plans plans,
      SeedingPreview preview,
      EntityRepository entities,
      Launcher launcher) {
    this.seedings = seedings;
    this.plans = plans;
    this.preview = preview;
    this.entities = entities;
    this.launcher = launcher;
  }

  /** Takes part in the surrounding transaction. */
  public Accepted<Seeded> seed(Flow flow, RunRequest request, Caller caller) {
    FlowSeedings.AcceptedSeeding accepted =
        seedings.accept(flow, request, RunOrigin.api(caller.actor()));
    List<Seeded.Entity> told =
        entities
            .list(EntityQuery.ofBulkOperation(accepted.operationId()), TOLD)
            .map(row -> new Seeded.Entity(row.id(), row.id(), row.contact().id()))
            .data();
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        new Seeded(
            accepted.operationId(),
            accepted.count(),
            accepted.skipped(),
            accepted.skippedCount(),
            told),
        URI.create("/api/bulk-operations/" + accepted.operationId()),
        () -> accepted.launch().ifPresent(launcher::startOrLeave));
  }

  /** What {@link #seed} would accept now; refuses what that refuses, and changes nothing. */
  SeedingForecast preview(Flow flow, RunRequest request) {
    RunVersion version = seedings.checked(flow, request);
    boolean reentry = plans.journey(version.hash()).reentry();
    return request.entityIds() != null
        ? preview.of(flow.id(), reentry, request.entityIds())
        : preview.of(flow.id(), reentry, FlowSeedings.candidates(request));
  }
}
