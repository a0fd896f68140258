package dev.stitch.api.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stitch.store.mail.InboundDelivery;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * What became of a mail.
 *
 * @param entityId whose journey it reached or began
 * @param kind {@code reply, out_of_office, bounced, complained}
 * @param ignored why it had no effect: {@code unreadable, no_mail, no_journey, no_sender, notice,
 *     journey_ended, route_unusable, archived, unsubscribed}, else absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InboundAnswer(
    @Nullable UUID entityId, @Nullable String kind, @Nullable String ignored) {

  /** A provider's message that brings no mail. */
  static final InboundAnswer NO_MAIL = new InboundAnswer(null, null, "no_mail");

  static InboundAnswer of(InboundDelivery delivery) {
    return new InboundAnswer(delivery.entityId(), delivery.kind(), delivery.ignored());
  }
}
