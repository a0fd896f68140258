package dev.stitch.launch.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.bulk.BulkContract;
import dev.stitch.graph.Plans;
import dev.stitch.launch.BulkLaunches;
import dev.stitch.launch.Launch;
import dev.stitch.model.RunFamily;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.bulk.BulkRepository;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.journey.Candidates;
import dev.stitch.store.journey.EntityAdmission;
import dev.stitch.store.journey.EntityReadmission;
import dev.stitch.store.journey.EntitySource;
import dev.stitch.store.journey.NewEntities;
import dev.stitch.store.journey.SkippedContact;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Seeds a business flow: contacts become entities in one transaction, and a bulk operation starts
 * their journeys.
 */
@Singleton
public class FlowSeedings {

  private final RunVersions versions;
  private final Plans plans;
  private final UxNodes uxNodes;
  private final EntityAdmission admission;
  private final EntityReadmission readmission;
  private final BulkRepository operations;

  FlowSeedings(
      RunVersions versions,
      Plans plans,
      UxNodes uxNodes,
      EntityAdmission admission,
      EntityReadmission readmission,
      BulkRepository operations) {
    this.versions = versions;
    this.plans = plans;
    this.uxNodes = uxNodes;
    this.admission = admission;
    this.readmission = readmission;
    this.operations = operations;
  }

  /**
   * What a seeding accepted.
   *
   * @param skipped the first hundred that do not begin, with the reason
   */
  public record AcceptedSeeding(
      UUID operationId, long count, List<SkippedContact> skipped, long skippedCount) {

    /** How to start the operation once the rows are committed; empty when nobody begins. */
    public Optional<Launch> launch() {
      return count == 0 ? Optional.empty() : Optional.of(BulkLaunches.of(operationId));
    }
  }

  /**
   * Writes the entities and their operation in the surrounding transaction.
   *
   * @throws Refusal when the flow cannot be seeded like this
   */
  public AcceptedSeeding accept(Flow flow, RunRequest request, RunOrigin origin) {
    RunVersion version = checked(flow, request);
    UUID operationId = Ids.next();
    operations.insert(
        operationId, flow.id(), summary(request, origin), BulkContract.workflowId(operationId));
    AcceptedSeeding accepted = admit(flow, version, request, operationId);
    operations.accepted(
        operationId, accepted.count(), Jsonb.tree(accepted.skipped()), accepted.skippedCount());
    return accepted;
  }

  /**
   * The version that entities would be pinned to.
   *
   * @throws Refusal when the flow cannot be seeded like this
   */
  public RunVersion checked(Flow flow, RunRequest request) {
    refuseDirect(request);
    requireOneSource(request);
    BoundedJson.require("/metadata", request.metadata(), SizeLimits.METADATA);
    RunVersion version = versions.published(flow, request.version());
    if (request.uxNodeId() != null) {
      uxNodes.require(version.hash(), request.uxNodeId(), "/uxNodeId");
    }
    return version;
  }

  /** Whom a request names that names contacts. */
  public static Candidates candidates(RunRequest request) {
    return request.contactIds() != null
        ? Candidates.of(request.contactIds())
        : Candidates.of(request.contactFilter().conditions());
  }

  private AcceptedSeeding admit(
      Flow flow, RunVersion version, RunRequest request, UUID operationId) {
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
    return new AcceptedSeeding(
        operationId, decision.admitted(), decision.skipped(), decision.skippedCount());
  }

  /** Entities that never began are started; contacts of ended ones enter anew. */
  private AcceptedSeeding again(NewEntities fresh, List<UUID> entityIds) {
    EntityReadmission.Decision again =
        readmission.readmit(fresh.flowId(), fresh.bulkOperationId(), entityIds);
    EntityAdmission.Decision anew =
        admission.admit(fresh, RunFamily.JOURNEY.idPrefix(), Candidates.of(again.ended()));
    List<SkippedContact> skipped = new ArrayList<>(again.skipped());
    skipped.addAll(anew.skipped());
    return new AcceptedSeeding(
        fresh.bulkOperationId(),
        again.taken().size() + anew.admitted(),
        skipped.stream().limit(EntityAdmission.TOLD).toList(),
        again.skipped().size() + anew.skippedCount());
  }

  private static ObjectNode summary(RunRequest request, RunOrigin origin) {
    ObjectNode summary = Jsonb.object().put("actor", origin.actor());
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
      throw Refusal.invalid(
          "/contactIds", "name exactly one of contactIds, contactFilter and entityIds");
    }
    refuseNull("/contactIds", request.contactIds());
    refuseNull("/entityIds", request.entityIds());
  }

  private static void refuseNull(String pointer, @Nullable List<UUID> ids) {
    if (ids != null && ids.contains(null)) {
      throw Refusal.invalid(pointer + "/" + ids.indexOf(null), "must be a UUID, not null");
    }
  }

  private static void refuseDirect(RunRequest request) {
    refuse("/input", request.input());
    refuse("/entityId", request.entityId());
    refuse("/contactId", request.contactId());
    refuse("/connections", request.connections());
    refuse("/startAt", request.startAt());
    refuse("/pins", request.pins());
  }

  private static void refuse(String pointer, @Nullable Object value) {
    if (value != null) {
      throw Refusal.invalid(pointer, "belongs to system flows; this is a business flow");
    }
  }
}
