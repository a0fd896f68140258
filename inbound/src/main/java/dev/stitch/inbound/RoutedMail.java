package dev.stitch.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.InboundJourneys;
import dev.stitch.launch.InboundJourneys.Arrival;
import dev.stitch.launch.InboundJourneys.Entrance;
import dev.stitch.mail.mime.CleanText;
import dev.stitch.mail.mime.InboundMail;
import dev.stitch.model.EmailAddress;
import dev.stitch.store.Jsonb;
import dev.stitch.store.journey.EntitySource;
import dev.stitch.store.mail.InboundDelivery;
import dev.stitch.store.mail.InboundRepository;
import dev.stitch.store.mail.InboundRoute;
import dev.stitch.store.mail.InboundRouteRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads mail that answers no journey by its route: to a live one of its sender, or a new one. */
@Singleton
class RoutedMail {

  private static final Logger LOG = LoggerFactory.getLogger(RoutedMail.class);

  private final InboundRepository inbound;
  private final InboundRouteRepository routes;
  private final InboundJourneys arrivals;
  private final MailEvents events;

  RoutedMail(
      InboundRepository inbound,
      InboundRouteRepository routes,
      InboundJourneys arrivals,
      MailEvents events) {
    this.inbound = inbound;
    this.routes = routes;
    this.arrivals = arrivals;
    this.events = events;
  }

  /**
   * @param writtenTo the contact that the answered mail was sent to, null when it is not known;
   *     people answer from other addresses than the one that was written to
   */
  InboundDelivery lead(InboundMail mail, @Nullable UUID writtenTo) {
    Optional<InboundRoute> route = routes.findFirst(addressed(mail));
    if (route.isEmpty()) {
      return ignored("no_journey");
    }
    if (writtenTo == null && !EmailAddress.valid(mail.sender())) {
      return ignored("no_sender");
    }
    UUID contact = writtenTo == null ? contact(mail) : writtenTo;
    return arrivals
        .present(route.get().flowId(), contact)
        .map(entity -> events.reply(entity, mail))
        .orElseGet(() -> enter(route.get(), contact, mail));
  }

  private UUID contact(InboundMail mail) {
    return inbound.contact(mail.sender(), mail.senderName().isEmpty() ? null : mail.senderName());
  }

  private InboundDelivery enter(InboundRoute route, UUID contact, InboundMail mail) {
    Optional<Entrance> entrance = arrivals.entrance(route.flowId(), route.uxNodeId());
    if (entrance.isEmpty()) {
      // The flow has changed since the route was made; the sender can do nothing about it.
      LOG.warn(
          "The inbound route {} leads nowhere: the newest version of flow {} has no UX node '{}'",
          route.id(),
          route.flowId(),
          route.uxNodeId());
      return ignored("route_unusable");
    }
    ObjectNode metadata =
        Jsonb.object()
            .put("sender", mail.sender())
            .put("subject", mail.subject())
            .put("reply", CleanText.text(mail.text(), MailEvents.MAX_TEXT));
    return switch (arrivals.arrive(entrance.get(), contact, metadata, EntitySource.EMAIL_REPLY)) {
      case Arrival.Entered entered -> new InboundDelivery(entered.entityId(), "reply", null);
      case Arrival.Present present -> events.reply(present.entityId(), mail);
      case Arrival.Refused refused -> ignored(refused.reason());
    };
  }

  private static InboundDelivery ignored(String reason) {
    return new InboundDelivery(null, "reply", reason);
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
