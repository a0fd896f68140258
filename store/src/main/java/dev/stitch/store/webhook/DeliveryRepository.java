package dev.stitch.store.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Table {@code webhook_deliveries}. */
@Singleton
public class DeliveryRepository {

  private static final Listing<WebhookDelivery> LISTING =
      new Listing<>(
          "*",
          "webhook_deliveries",
          Map.of("receivedAt", "received_at", "processedAt", "processed_at"),
          "-receivedAt",
          "id",
          WebhookDelivery::of);

  private final Database database;

  DeliveryRepository(Database database) {
    this.database = database;
  }

  public Page<WebhookDelivery> page(
      UUID endpointId, @Nullable DeliveryOutcome outcome, PageRequest request) {
    Filter filter =
        new Filter()
            .and("endpoint_id = ?", endpointId)
            .and("outcome = ?", outcome)
            .containing(request.text(), "webhook_id", "reason", "body::text");
    return LISTING.page(database, filter, request);
  }

  public Optional<WebhookDelivery> find(UUID endpointId, UUID id) {
    return database.first(
        "SELECT * FROM webhook_deliveries WHERE endpoint_id = ? AND id = ?",
        WebhookDelivery::of,
        endpointId,
        id);
  }

  /** As {@link #find}, and nobody else works on it until the transaction ends. */
  public Optional<WebhookDelivery> findForUpdate(UUID endpointId, UUID id) {
    return database.first(
        "SELECT * FROM webhook_deliveries WHERE endpoint_id = ? AND id = ? FOR UPDATE",
        WebhookDelivery::of,
        endpointId,
        id);
  }

  /**
   * Takes a delivery for this transaction: a new one, or what became of it before. Whoever delivers
   * it again waits for the transaction's end.
   */
  public WebhookDelivery take(UUID endpointId, String webhookId, JsonNode body, JsonNode headers) {
    // A JSON null is a body too, but as a parameter it would be SQL's.
    database.update(
        """
        INSERT INTO webhook_deliveries (id, endpoint_id, webhook_id, body, headers)
        VALUES (?, ?, ?, coalesce(?, 'null'::jsonb), ?)
        ON CONFLICT (endpoint_id, webhook_id) DO NOTHING
        """,
        Ids.next(),
        endpointId,
        webhookId,
        body,
        headers);
    return database
        .first(
            "SELECT * FROM webhook_deliveries WHERE endpoint_id = ? AND webhook_id = ? FOR UPDATE",
            WebhookDelivery::of,
            endpointId,
            webhookId)
        .orElseThrow();
  }

  /** Keeps what became of a delivery that was taken. */
  public WebhookDelivery settle(
      UUID id,
      DeliveryOutcome outcome,
      @Nullable String reason,
      @Nullable UUID entityId,
      int replays) {
    return database
        .first(
            """
            UPDATE webhook_deliveries
            SET outcome = ?, reason = ?, entity_id = ?, replays = ?, attempts = attempts + 1,
                processed_at = now()
            WHERE id = ?
            RETURNING *
            """,
            WebhookDelivery::of,
            outcome,
            reason,
            entityId,
            replays,
            id)
        .orElseThrow();
  }

  /** Forgets what came longer ago. */
  public void prune(Duration olderThan) {
    database.update(
        "DELETE FROM webhook_deliveries WHERE received_at < now() - make_interval(secs => ?)",
        (double) olderThan.toSeconds());
  }
}
