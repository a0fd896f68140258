package dev.stitch.api.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.contact.EmailAddress;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.flow.UxNodes;
import dev.stitch.api.run.RunVersion;
import dev.stitch.api.run.RunVersions;
import dev.stitch.graph.Plans;
import dev.stitch.journey.JourneyContract;
import dev.stitch.store.Jsonb;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.journey.EntityAdmission;
import dev.stitch.store.journey.EntitySource;
import dev.stitch.store.journey.NewEntities;
import dev.stitch.store.mail.InboundDelivery;
import dev.stitch.store.mail.InboundRepository;
import dev.stitch.store.mail.InboundRoute;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads mail that answers nothing by its route: to a live journey of its sender, or a new one. */
@Singleton
class RoutedMail {

  private static final Logger LOG = LoggerFactory.getLogger(RoutedMail.class);

  private final InboundRepository inbound;
  private final FlowRepository flows;
  private final RunVersions versions;
  private final UxNodes uxNodes;
  private final Plans plans;
  private final EntityAdmission admission;
  private final MailEvents events;

  RoutedMail(
      InboundRepository inbound,
      FlowRepository flows,
      RunVersions versions,
      UxNodes uxNodes,
      Plans plans,
      EntityAdmission admission,
      MailEvents events) {
    this.inbound = inbound;
    this.flows = flows;
    this.versions = versions;
    this.uxNodes = uxNodes;
    this.plans = plans;
    this.admission = admission;
    this.events = events;
  }

  InboundDelivery lead(InboundMail mail) {
    Optional<InboundRoute> route = inbound.routeOf(addressed(mail));
    if (route.isEmpty()) {
      return new InboundDelivery(null, "reply", "no_journey");
    }
    if (!EmailAddress.valid(mail.sender())) {
      return new InboundDelivery(null, "reply", "no_sender");
    }
    UUID contact =
        inbound.contact(mail.sender(), mail.senderName().isEmpty() ? null : mail.senderName());
    UUID flow = route.get().flowId();
    return inbound
        .liveEntity(flow, contact)
        .map(entity -> events.reply(entity, mail))
        .orElseGet(() -> enter(route.get(), contact, mail));
  }

  private InboundDelivery enter(InboundRoute route, UUID contact, InboundMail mail) {
    Flow flow = flows.find(route.flowId()).orElseThrow();
    NewEntities entity;
    try {
      entity = entity(flow, route, mail);
    } catch (ApiProblem unusable) {
      // The flow has changed since the route was made; the sender can do nothing about it.
      LOG.warn("The inbound route {} leads nowhere: {}", route.id(), unusable.getMessage());
      return new InboundDelivery(null, "reply", "route_unusable");
    }
    EntityAdmission.Decision decision =
        admission.admit(entity, JourneyContract.ID_PREFIX, List.of(contact));
    if (decision.firstId() != null) {
      return new InboundDelivery(decision.firstId(), "reply", null);
    }
    return inbound
        .liveEntity(flow.id(), contact)
        .map(live -> events.reply(live, mail))
        .orElseGet(
            () -> new InboundDelivery(null, "reply", decision.skipped().getFirst().reason()));
  }

  private NewEntities entity(Flow flow, InboundRoute route, InboundMail mail) {
    RunVersion version = versions.latest(flow);
    uxNodes.require(version.hash(), route.uxNodeId(), "/uxNodeId");
    ObjectNode metadata =
        Jsonb.object()
            .put("sender", mail.sender())
            .put("subject", mail.subject())
            .put("reply", CleanText.text(mail.text(), MailEvents.MAX_TEXT));
    return new NewEntities(
        flow.id(),
        version.number(),
        version.hash(),
        route.uxNodeId(),
        plans.journey(version.hash()).reentry(),
        metadata,
        EntitySource.EMAIL_REPLY,
        null);
  }

  /** The addresses as they are, then without what follows a plus. */
  private static List<String> addressed(InboundMail mail) {
    List<String> addresses = new ArrayList<>(mail.recipients());
    mail.recipients().stream()
        .map(each -> each.replaceFirst("\\+[^@]*@", "@"))
        .filter(each -> !addresses.contains(each))
        .toList()
        .forEach(addresses::add);
    return addresses;
  }
}
