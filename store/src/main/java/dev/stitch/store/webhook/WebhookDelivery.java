package dev.stitch.store.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * One post to an endpoint. Table {@code webhook_deliveries}.
 *
 * @param webhookId the id that the sender gave it; repeats have the same
 * @param reason why it was ignored or failed
 * @param entityId whose journey it began or reached
 * @param headers by lower-case name, without those that hold secrets
 * @param attempts how often it was tried: first, again after a failure, and by replays
 * @param replays how often a person had it carried out again
 */
public record WebhookDelivery(
    UUID id,
    UUID endpointId,
    String webhookId,
    @Nullable DeliveryOutcome outcome,
    @Nullable String reason,
    @Nullable UUID entityId,
    JsonNode body,
    JsonNode headers,
    int attempts,
    int replays,
    Instant receivedAt,
    @Nullable Instant processedAt) {

  static WebhookDelivery of(Row row) throws SQLException {
    String outcome = row.textOrNull("outcome");
    return new WebhookDelivery(
        row.uuid("id"),
        row.uuid("endpoint_id"),
        row.text("webhook_id"),
        outcome == null ? null : DeliveryOutcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
        row.textOrNull("reason"),
        row.uuidOrNull("entity_id"),
        row.json("body"),
        row.json("headers"),
        row.number("attempts"),
        row.number("replays"),
        row.instant("received_at"),
        row.instant("processed_at"));
  }

  /** Whether nothing is to be done about it any more. */
  public boolean settled() {
    return outcome != null && outcome != DeliveryOutcome.FAILED;
  }
}
