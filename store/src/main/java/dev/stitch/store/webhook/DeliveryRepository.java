package dev.stitch.store.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Sql;
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
        Sql.of("SELECT * FROM webhook_deliveries WHERE endpoint_id = :endpointId AND id = :id")
            .with("endpointId", endpointId)
            .with("id", id),
        WebhookDelivery::of);
  }

  /** As {@link #find}, and nobody else works on it until the transaction ends. */
  public Optional<WebhookDelivery> findForUpdate(UUID endpointId, UUID id) {
    return database.first(
        Sql.of(
                "SELECT * FROM webhook_deliveries WHERE endpoint_id = :endpointId AND id = :id FOR"
                    + " UPDATE")
            .with("endpointId", endpointId)
            .with("id", id),
        WebhookDelivery::of);
  }

  /**
   * Takes a delivery for this transaction: a new one, or what became of it before. Whoever delivers
   * it again waits for the transaction's end.
   */
  public WebhookDelivery take(UUID endpointId, String webhookId, JsonNode body, JsonNode headers) {
    // A JSON null is a body too, but as a parameter it would be SQL's.
    database.update(
        Sql.of(
                """
                INSERT INTO webhook_deliveries (id, endpoint_id, webhook_id, body, headers)
                VALUES (:id, :endpointId, :webhookId, coalesce(:body, 'null'::jsonb), :headers)
                ON CONFLICT (endpoint_id, webhook_id) DO NOTHING
                """)
            .with("id", Ids.next())
            .with("endpointId", endpointId)
            .with("webhookId", webhookId)
            .with("body", body)
            .with("headers", headers));
    return database
        .first(
            Sql.of(
                    "SELECT * FROM webhook_deliveries WHERE endpoint_id = :endpointId AND"
                        + " webhook_id = :webhookId FOR UPDATE")
                .with("endpointId", endpointId)
                .with("webhookId", webhookId),
            WebhookDelivery::of)
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
            Sql.of(
                    """
                    UPDATE webhook_deliveries
                    SET outcome = :outcome, reason = :reason, entity_id = :entityId, replays = :replays, attempts = attempts + 1,
                        processed_at = now()
                    WHERE id = :id
                    RETURNING *
                    """)
                .with("outcome", outcome)
                .with("reason", reason)
                .with("entityId", entityId)
                .with("replays", replays)
                .with("id", id),
            WebhookDelivery::of)
        .orElseThrow();
  }

  /** Forgets what came longer ago. */
  public void prune(Duration olderThan) {
    database.update(
        "DELETE FROM webhook_deliveries WHERE received_at < now() - make_interval(secs => ?)",
        (double) olderThan.toSeconds());
  }
}
