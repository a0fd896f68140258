package dev.stitch.api.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.flow.UxNodes;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.http.BoundedJson;
import dev.stitch.api.security.Caller;
import dev.stitch.bulk.BulkContract;
import dev.stitch.graph.Plans;
import dev.stitch.launch.BulkLaunches;
import dev.stitch.launch.Launcher;
import dev.stitch.model.RunFamily;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.bulk.BulkRepository;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.journey.Candidates;
import dev.stitch.store.journey.EntityAdmission;
import dev.stitch.store.journey.EntityQuery;
import dev.stitch.store.journey.EntityReadmission;
import dev.stitch.store.journey.EntityRepository;
import dev.stitch.store.journey.EntitySource;
import dev.stitch.store.journey.NewEntities;
import dev.stitch.store.journey.SkippedContact;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Seeds a business flow: contacts become entities in one transaction, and a bulk operation starts
 * their journeys.
 */
@Singleton
public class Seeding {

  private static final PageRequest TOLD =
      new PageRequest(1, EntityAdmission.TOLD, "createdAt", null);

  private final RunVersions versions;
  private final Plans plans;
  private final UxNodes uxNodes;
  private final EntityAdmission admission;
  private final EntityReadmission readmission;
  private final SeedingPreview preview;
  private final EntityRepository entities;
  private final BulkRepository operations;
  private final Launcher launcher;

  Seeding(
      RunVersions versions,
      Plans plans,
      UxNodes uxNodes,
      EntityAdmission admission,
      EntityReadmission readmission,
      SeedingPreview preview,
      EntityRepository entities,
      BulkRepository operations,
      Launcher launcher) {
    this.versions = versions;
    this.plans = plans;
    this.uxNodes = uxNodes;
    this.admission = admission;
    this.readmission = readmission;
    this.preview = preview;
    this.entities = entities;
    this.operations = operations;
    this.launcher = launcher;
  }

  /** Takes part in the surrounding transaction. */
  public Accepted<Seeded> seed(Flow flow, RunRequest request, Caller caller) {
    RunVersion version = checked(flow, request);
    UUID operationId = Ids.next();
    operations.insert(
        operationId, flow.id(), summary(request, caller), BulkContract.workflowId(operationId));
    Admitted admitted = admit(flow, version, request, operationId);
    operations.accepted(
        operationId, admitted.count(), Jsonb.tree(admitted.skipped()), admitted.skippedCount());
    List<Seeded.Entity> told =
        entities
            .list(new EntityQuery(null, null, null, null, operationId, null), TOLD)
            .map(row -> new Seeded.Entity(row.id(), row.id(), row.contact().id()))
            .data();
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        new Seeded(
            operationId, admitted.count(), admitted.skipped(), admitted.skippedCount(), told),
        URI.create("/api/bulk-operations/" + operationId),
        admitted.count() == 0
            ? () -> {}
            : () -> launcher.startOrLeave(BulkLaunches.of(operationId)));
  }

  /** What {@link #seed} would accept now; refuses what that refuses, and changes nothing. */
  SeedingForecast preview(Flow flow, RunRequest request) {
    RunVersion version = checked(flow, request);
    boolean reentry = plans.journey(version.hash()).reentry();
    return request.entityIds() != null
        ? preview.of(flow.id(), reentry, request.entityIds())
        : preview.of(flow.id(), reentry, candidates(request));
  }

  private RunVersion checked(Flow flow, RunRequest request) {
    refuseDirect(request);
    requireOneSource(request);
    BoundedJson.require("/metadata", request.metadata(), SizeLimits.METADATA);
    RunVersion version = versions.published(flow, request.version());
    if (request.uxNodeId() != null) {
      uxNodes.require(version.hash(), request.uxNodeId(), "/uxNodeId");
    }
    return version;
  }

  private static Candidates candidates(RunRequest request) {
    return request.contactIds() != null
        ? Candidates.of(request.contactIds())
        : Candidates.of(request.contactFilter().conditions());
  }

  private record Admitted(long count, List<SkippedContact> skipped, long skippedCount) {}

  private Admitted admit(Flow flow, RunVersion version, RunRequest request, UUID operationId) {
    NewEntities fresh =
        new NewEntities(
            flow.id(),
            version.number(),
            version.hash(),
            request.uxNodeId(),
            plans.journey(version.hash()).reentry(),
            request.metadata() == null ? Jsonb.object() : request.metadata(),
            EntitySource.SEED,
            operationId);
    if (request.entityIds() != null) {
      return again(fresh, request.entityIds());
    }
    EntityAdmission.Decision decision =
        admission.admit(fresh, RunFamily.JOURNEY.idPrefix(), candidates(request));
    return new Admitted(decision.admitted(), decision.skipped(), decision.skippedCount());
  }

  /** Entities that never began are started; contacts of ended ones enter anew. */
  private Admitted again(NewEntities fresh, List<UUID> entityIds) {
    EntityReadmission.Decision again =
        readmission.readmit(fresh.flowId(), fresh.bulkOperationId(), entityIds);
    EntityAdmission.Decision anew =
        admission.admit(fresh, RunFamily.JOURNEY.idPrefix(), Candidates.of(again.ended()));
    List<SkippedContact> skipped = new ArrayList<>(again.skipped());
    skipped.addAll(anew.skipped());
    return new Admitted(
        again.taken().size() + anew.admitted(),
        skipped.stream().limit(EntityAdmission.TOLD).toList(),
        again.skipped().size() + anew.skippedCount());
  }

  private static ObjectNode summary(RunRequest request, Caller caller) {
    ObjectNode summary = Jsonb.object().put("actor", caller.actor());
    summary.put("uxNodeId", request.uxNodeId());
    summary.set("contactFilter", Jsonb.tree(request.contactFilter()));
    return summary;
  }

  private static void requireOneSource(RunRequest request) {
    long sources =
        Stream.of(request.contactIds(), request.contactFilter(), request.entityIds())
            .filter(source -> source != null)
            .count();
    if (sources != 1) {
      throw ApiProblem.invalid(
          "/contactIds", "name exactly one of contactIds, contactFilter and entityIds");
    }
    refuseNull("/contactIds", request.contactIds());
    refuseNull("/entityIds", request.entityIds());
  }

  private static void refuseNull(String pointer, @Nullable List<UUID> ids) {
    if (ids != null && ids.contains(null)) {
      throw ApiProblem.invalid(pointer + "/" + ids.indexOf(null), "must be a UUID, not null");
    }
  }

  private static void refuseDirect(RunRequest request) {
    refuse("/input", request.input());
    refuse("/entityId", request.entityId());
    refuse("/contactId", request.contactId());
    refuse("/connections", request.connections());
    refuse("/startAt", request.startAt());
  }

  private static void refuse(String pointer, @Nullable Object value) {
    if (value != null) {
      throw ApiProblem.invalid(pointer, "belongs to system flows; this is a business flow");
    }
  }
}
