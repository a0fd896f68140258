package dev.stitch.store.webhook;

import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.secret.SealedSecret;
import dev.stitch.store.secret.SecretPlace;
import dev.stitch.store.secret.Secrets;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Table {@code webhook_endpoints}. */
@Singleton
public class WebhookRepository {

  private static final String TABLE = "webhook_endpoints";
  private static final String SECRET = "sealed_secret";
  private static final String PREVIOUS = "sealed_previous_secret";

  private static final Listing<WebhookEndpoint> LISTING =
      new Listing<>(
          "*",
          TABLE,
          Map.of("name", "name", "createdAt", "created_at", "updatedAt", "updated_at"),
          "-createdAt",
          "id",
          row -> row.as(WebhookEndpoint.class));

  private final Database database;
  private final WebhookRows rows;
  private final Secrets secrets;

  WebhookRepository(Database database, WebhookRows rows, Secrets secrets) {
    this.database = database;
    this.rows = rows;
    this.secrets = secrets;
  }

  public Page<WebhookEndpoint> page(@Nullable UUID flowId, PageRequest request) {
    Filter filter = new Filter().and("flow_id = ?", flowId).containing(request.text(), "name");
    return LISTING.page(database, filter, request);
  }

  public Optional<WebhookEndpoint> find(UUID id) {
    return rows.find(id);
  }

  /** As {@link #find}, and nobody else changes it until the transaction ends. */
  public Optional<WebhookEndpoint> findForUpdate(UUID id) {
    return rows.findForUpdate(id);
  }

  /** Adds an endpoint; its times are the database's. */
  public void insert(WebhookEndpoint endpoint, String secret) {
    rows.insert(
        endpoint.id(),
        endpoint.name(),
        endpoint.flowId(),
        endpoint.uxNodeId(),
        Jsonb.column(endpoint.mapping()),
        endpoint.event(),
        Jsonb.column(endpoint.routes()),
        endpoint.enabled(),
        secrets.seal(place(SECRET, endpoint.id()), secret));
  }

  /** Replaces everything but the secrets. */
  public void update(WebhookEndpoint endpoint) {
    rows.change(
        endpoint.id(),
        endpoint.name(),
        endpoint.flowId(),
        endpoint.uxNodeId(),
        Jsonb.column(endpoint.mapping()),
        endpoint.event(),
        Jsonb.column(endpoint.routes()),
        endpoint.enabled());
  }

  /** Removes an endpoint with its log. */
  public boolean delete(UUID id) {
    return rows.delete(id) > 0;
  }

  /** Makes another secret the endpoint's; the one it had is taken beside it for a while. */
  public void rotate(UUID id, String secret, Instant previousValidUntil) {
    SealedSecret replaced = rows.secretsForUpdate(id).orElseThrow().sealedSecret();
    String previous = secrets.open(place(SECRET, id), replaced);
    // Sealed anew: a ciphertext cannot be read in another column.
    rows.rotate(
        id,
        secrets.seal(place(SECRET, id), secret),
        secrets.seal(place(PREVIOUS, id), previous),
        previousValidUntil);
  }

  /** The secrets by which posts to an endpoint may be signed now, the newest first. */
  public List<String> secrets(UUID id) {
    return rows.secrets(id).map(stored -> opened(id, stored)).orElse(List.of());
  }

  private List<String> opened(UUID id, WebhookRows.Sealed stored) {
    List<String> valid = new ArrayList<>();
    valid.add(secrets.open(place(SECRET, id), stored.sealedSecret()));
    if (stored.sealedPreviousSecret() != null) {
      valid.add(secrets.open(place(PREVIOUS, id), stored.sealedPreviousSecret()));
    }
    return valid;
  }

  private static SecretPlace place(String column, UUID id) {
    return new SecretPlace(TABLE, column, id);
  }
}
