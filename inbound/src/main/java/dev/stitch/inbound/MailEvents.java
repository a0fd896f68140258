package dev.stitch.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.JourneyEvents;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.mail.mime.CleanText;
import dev.stitch.mail.mime.InboundMail;
import dev.stitch.store.Jsonb;
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

  private final JourneyEvents events;

  MailEvents(JourneyEvents events) {
    this.events = events;
  }

  InboundDelivery reply(UUID entityId, InboundMail mail) {
    ObjectNode data =
        Jsonb.object()
            .put("messageId", mail.messageId())
            .put("from", mail.sender())
            .put("subject", mail.subject())
            .put("text", CleanText.text(mail.text(), MAX_TEXT));
    ExternalEvent reply = event(mail, "reply", data);
    return delivery(entityId, reply, events.reply(entityId, reply, ACTOR));
  }

  InboundDelivery tell(UUID entityId, InboundMail mail, String name, ObjectNode data) {
    ExternalEvent event = event(mail, name, data);
    return delivery(entityId, event, events.tell(entityId, event, ACTOR));
  }

  private static ExternalEvent event(InboundMail mail, String name, ObjectNode data) {
    return new ExternalEvent("mail/" + mail.messageId(), name, data, ACTOR);
  }

  private static InboundDelivery delivery(UUID entityId, ExternalEvent event, boolean heard) {
    return new InboundDelivery(entityId, event.name(), heard ? null : "journey_ended");
  }
}
