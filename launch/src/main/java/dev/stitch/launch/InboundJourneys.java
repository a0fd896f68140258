package dev.stitch.launch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.Plans;
import dev.stitch.machine.PlanVersion;
import dev.stitch.model.RunFamily;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.flow.VersionRepository;
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
  private final VersionRepository versions;
  private final Plans plans;
  private final EntityAdmission admission;
  private final EntityRepository entities;

  InboundJourneys(
      FlowRepository flows,
      VersionRepository versions,
      Plans plans,
      EntityAdmission admission,
      EntityRepository entities) {
    this.flows = flows;
    this.versions = versions;
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

  /** A UX node of a flow's newest version, at which contacts can arrive. */
  public record Entrance(UUID flowId, PlanVersion version, String uxNodeId) {}

  /**
   * The entrance at a UX node, empty when the flow is gone or was never published, or when its
   * newest version has no such UX node.
   */
  public Optional<Entrance> entrance(UUID flowId, String uxNodeId) {
    return flows
        .find(flowId)
        .flatMap(this::newest)
        .filter(version -> isStage(version.hash(), uxNodeId))
        .map(version -> new Entrance(flowId, version, uxNodeId));
  }

  private Optional<PlanVersion> newest(Flow flow) {
    return Optional.ofNullable(flow.latestVersion())
        .flatMap(
            number -> versions.hash(flow.id(), number).map(hash -> new PlanVersion(number, hash)));
  }

  private boolean isStage(String hash, String uxNodeId) {
    return plans.journey(hash).stages().stream().anyMatch(stage -> stage.id().equals(uxNodeId));
  }

  /** The live journey in which a contact is now in a flow; the newest, where there are more. */
  public Optional<UUID> present(UUID flowId, UUID contactId) {
    return entities.newestLive(flowId, contactId);
  }

  /** Lets a contact in. */
  public Arrival arrive(
      Entrance entrance, UUID contactId, ObjectNode metadata, EntitySource source) {
    PlanVersion version = entrance.version();
    EntityAdmission.Decision decision =
        admission.admit(
            new NewEntities(
                entrance.flowId(),
                version.version(),
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
