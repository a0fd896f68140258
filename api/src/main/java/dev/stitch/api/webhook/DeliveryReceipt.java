package dev.stitch.api.webhook;

import dev.stitch.store.webhook.DeliveryOutcome;
import dev.stitch.store.webhook.WebhookDelivery;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * What a sender is told.
 *
 * @param deliveryId finds the delivery in the endpoint's log
 * @param entityId whose journey it began or reached
 * @param reason why it was ignored: {@code already_in_journey, no_journey, no_route, archived,
 *     unsubscribed}
 */
record DeliveryReceipt(
    UUID deliveryId, DeliveryOutcome outcome, @Nullable UUID entityId, @Nullable String reason) {

  static DeliveryReceipt of(WebhookDelivery delivery) {
    return new DeliveryReceipt(
        delivery.id(), delivery.outcome(), delivery.entityId(), delivery.reason());
  }
}
