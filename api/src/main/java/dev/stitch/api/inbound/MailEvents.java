package dev.stitch.api.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.journey.Journeys;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.store.Jsonb;
import dev.stitch.store.journey.EntityRepository;
import dev.stitch.store.journey.LateEvents;
import dev.stitch.store.mail.InboundDelivery;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Tells journeys of mail. A mail delivered again is the same event. */
@Singleton
class MailEvents {

  static final String ACTOR = "email";

  /**
   * How much of the text travels, in characters: an event may have 32 KiB, and expressions look at
   * the beginning. The whole text is in the mailbox.
   */
  static final int MAX_TEXT = 8_000;

  private final Journeys journeys;
  private final EntityRepository entities;
  private final LateEvents lateEvents;

  MailEvents(Journeys journeys, EntityRepository entities, LateEvents lateEvents) {
    this.journeys = journeys;
    this.entities = entities;
    this.lateEvents = lateEvents;
  }

  InboundDelivery reply(UUID entityId, InboundMail mail) {
    ObjectNode data =
        Jsonb.object()
            .put("messageId", mail.messageId())
            .put("from", mail.sender())
            .put("subject", mail.subject())
            .put("text", CleanText.text(mail.text(), MAX_TEXT));
    ExternalEvent reply = event(mail, "reply", data);
    return told(entityId, reply, () -> journeys.reply(entityId, reply, ACTOR));
  }

  InboundDelivery tell(UUID entityId, InboundMail mail, String name, ObjectNode data) {
    ExternalEvent event = event(mail, name, data);
    return told(entityId, event, () -> journeys.tell(entityId, event, ACTOR));
  }

  private static ExternalEvent event(InboundMail mail, String name, ObjectNode data) {
    return new ExternalEvent("mail/" + mail.messageId(), name, data, ACTOR);
  }

  private InboundDelivery told(UUID entityId, ExternalEvent event, Runnable signal) {
    if (ended(entityId)) {
      return late(entityId, event);
    }
    try {
      signal.run();
      return new InboundDelivery(entityId, event.name(), null);
    } catch (ApiProblem closed) {
      if (ended(entityId)) {
        return late(entityId, event);
      }
      throw closed;
    }
  }

  private InboundDelivery late(UUID entityId, ExternalEvent event) {
    lateEvents.record(entityId, ACTOR, Jsonb.tree(event));
    return new InboundDelivery(entityId, event.name(), "journey_ended");
  }

  private boolean ended(UUID entityId) {
    return entities.find(entityId).map(entity -> entity.status().isFinal()).orElse(true);
  }
}
