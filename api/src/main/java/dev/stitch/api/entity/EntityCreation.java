package dev.stitch.api.entity;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.security.Caller;
import dev.stitch.graph.Plans;
import dev.stitch.launch.JourneyLauncher;
import dev.stitch.launch.request.BoundedJson;
import dev.stitch.launch.request.RunVersion;
import dev.stitch.launch.request.RunVersions;
import dev.stitch.launch.request.UxNodes;
import dev.stitch.model.FlowKind;
import dev.stitch.model.RunFamily;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Jsonb;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.journey.Candidates;
import dev.stitch.store.journey.EntityAdmission;
import dev.stitch.store.journey.EntitySource;
import dev.stitch.store.journey.NewEntities;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Accepts a single entity, and starts its journey. */
@Singleton
class EntityCreation {

  private final FlowRepository flows;
  private final RunVersions versions;
  private final UxNodes uxNodes;
  private final Plans plans;
  private final EntityAdmission admission;
  private final JourneyLauncher starter;
  private final Entities entities;

  EntityCreation(
      FlowRepository flows,
      RunVersions versions,
      UxNodes uxNodes,
      Plans plans,
      EntityAdmission admission,
      JourneyLauncher starter,
      Entities entities) {
    this.flows = flows;
    this.versions = versions;
    this.uxNodes = uxNodes;
    this.plans = plans;
    this.admission = admission;
    this.starter = starter;
    this.entities = entities;
  }

  Accepted<EntityView> create(NewEntityRequest request, Caller caller) {
    Flow flow = flow(required("/flowId", request.flowId()));
    if (flow.kind() != FlowKind.BMC) {
      throw ApiProblem.invalid("/flowId", "is a system flow; entities stand on business flows");
    }
    UUID contactId = required("/contactId", request.contactId());
    BoundedJson.require("/metadata", request.metadata(), SizeLimits.METADATA);
    RunVersion version = versions.latest(flow);
    if (request.uxNodeId() != null) {
      uxNodes.require(version.hash(), request.uxNodeId(), "/uxNodeId");
    }
    EntityAdmission.Decision decision =
        admission.admit(
            new NewEntities(
                flow.id(),
                version.number(),
                version.hash(),
                request.uxNodeId(),
                plans.journey(version.hash()).reentry(),
                request.metadata() == null ? Jsonb.object() : request.metadata(),
                EntitySource.API,
                null),
            RunFamily.JOURNEY.idPrefix(),
            Candidates.of(List.of(contactId)));
    if (decision.firstId() == null) {
      throw refused(decision.skipped().getFirst().reason(), contactId, flow);
    }
    UUID id = decision.firstId();
    return new Accepted<>(
        HttpStatus.CREATED,
        entities.get(id),
        URI.create("/api/entities/" + id),
        () -> starter.startOrLeave(id, caller.actor()));
  }

  private Flow flow(UUID id) {
    return flows
        .find(id)
        .orElseThrow(() -> ApiProblem.invalid("/flowId", "there is no flow " + id));
  }

  private static UUID required(String pointer, UUID value) {
    if (value == null) {
      throw ApiProblem.invalid(pointer, "is required");
    }
    return value;
  }

  private static ApiProblem refused(String reason, UUID contactId, Flow flow) {
    return switch (reason) {
      case "not_found" -> ApiProblem.invalid("/contactId", "there is no contact " + contactId);
      case "already_in_journey" ->
          ApiProblem.conflict(
              "/contactId",
              "Contact " + contactId + " is in a live journey of flow '" + flow.name() + "'.");
      default -> ApiProblem.conflict("/contactId", "Contact " + contactId + " is " + reason + ".");
    };
  }
}
