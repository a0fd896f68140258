package dev.stitch.api.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.flow.UxNodes;
import dev.stitch.api.run.RunVersion;
import dev.stitch.api.run.RunVersions;
import dev.stitch.graph.Plans;
import dev.stitch.model.RunFamily;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.journey.Candidates;
import dev.stitch.store.journey.EntityAdmission;
import dev.stitch.store.journey.EntityRepository;
import dev.stitch.store.journey.EntitySource;
import dev.stitch.store.journey.NewEntities;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings contacts into flows because something came from outside: a webhook, a mail. Part of the
 * caller's transaction; whoever commits it starts the journey.
 */
@Singleton
public class InboundJourneys {

  private final FlowRepository flows;
  private final RunVersions versions;
  private final UxNodes uxNodes;
  private final Plans plans;
  private final EntityAdmission admission;
  private final EntityRepository entities;

  InboundJourneys(
      FlowRepository flows,
      RunVersions versions,
      UxNodes uxNodes,
      Plans plans,
      EntityAdmission admission,
      EntityRepository entities) {
    this.flows = flows;
    this.versions = versions;
    this.uxNodes = uxNodes;
    this.plans = plans;
    this.admission = admission;
    this.entities = entities;
  }

  /** What became of an arrival. */
  public sealed interface Arrival {

    /** The contact is now in the flow. */
    record Entered(UUID entityId) implements Arrival {}

    /** The contact was in a live journey of the flow already. */
    record Present(UUID entityId) implements Arrival {}

    /** The contact may not enter: {@code archived} or {@code unsubscribed}. */
    record Refused(String reason) implements Arrival {}
  }

  /** A place in a flow's newest version, at which contacts can arrive. */
  public record Entrance(UUID flowId, RunVersion version, String uxNodeId) {}

  /**
   * The entrance at a UX node.
   *
   * @throws ApiProblem 409 when the flow was never published, 422 when its newest version has no
   *     such UX node
   */
  public Entrance entrance(UUID flowId, String uxNodeId) {
    Flow flow = flows.find(flowId).orElseThrow(() -> ApiProblem.notFound("flow", flowId));
    RunVersion version = versions.latest(flow);
    uxNodes.require(version.hash(), uxNodeId, "/uxNodeId");
    return new Entrance(flowId, version, uxNodeId);
  }

  /** The live journey in which a contact is now in a flow; the newest, where there are more. */
  public Optional<UUID> present(UUID flowId, UUID contactId) {
    return entities.newestLive(flowId, contactId);
  }

  /** Lets a contact in. */
  public Arrival arrive(
      Entrance entrance, UUID contactId, ObjectNode metadata, EntitySource source) {
    RunVersion version = entrance.version();
    EntityAdmission.Decision decision =
        admission.admit(
            new NewEntities(
                entrance.flowId(),
                version.number(),
                version.hash(),
                entrance.uxNodeId(),
                plans.journey(version.hash()).reentry(),
                metadata,
                source,
                null),
            RunFamily.JOURNEY.idPrefix(),
            Candidates.of(List.of(contactId)));
    if (decision.firstId() != null) {
      return new Arrival.Entered(decision.firstId());
    }
    return present(entrance.flowId(), contactId)
        .<Arrival>map(Arrival.Present::new)
        .orElseGet(() -> new Arrival.Refused(decision.skipped().getFirst().reason()));
  }
}
