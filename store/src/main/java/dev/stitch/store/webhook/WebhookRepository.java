package dev.stitch.store.webhook;

import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.Row;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.secret.SealedSecret;
import dev.stitch.store.secret.SecretPlace;
import dev.stitch.store.secret.Secrets;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
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
          WebhookEndpoint::of);

  private final Database database;
  private final Secrets secrets;

  WebhookRepository(Database database, Secrets secrets) {
    this.database = database;
    this.secrets = secrets;
  }

  public Page<WebhookEndpoint> page(@Nullable UUID flowId, PageRequest request) {
    Filter filter = new Filter().and("flow_id = ?", flowId).containing(request.text(), "name");
    return LISTING.page(database, filter, request);
  }

  public Optional<WebhookEndpoint> find(UUID id) {
    return database.first("SELECT * FROM webhook_endpoints WHERE id = ?", WebhookEndpoint::of, id);
  }

  /** As {@link #find}, and nobody else changes it until the transaction ends. */
  public Optional<WebhookEndpoint> findForUpdate(UUID id) {
    return database.first(
        "SELECT * FROM webhook_endpoints WHERE id = ? FOR UPDATE", WebhookEndpoint::of, id);
  }

  /** Adds an endpoint; its times are the database's. */
  public void insert(WebhookEndpoint endpoint, String secret) {
    database.update(
        """
        INSERT INTO webhook_endpoints
            (id, name, flow_id, ux_node_id, mapping, event, routes, enabled, sealed_secret)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        endpoint.id(),
        endpoint.name(),
        endpoint.flowId(),
        endpoint.uxNodeId(),
        Jsonb.tree(endpoint.mapping()),
        endpoint.event(),
        Jsonb.tree(endpoint.routes()),
        endpoint.enabled(),
        secrets.seal(place(SECRET, endpoint.id()), secret));
  }

  /** Replaces everything but the secrets. */
  public void update(WebhookEndpoint endpoint) {
    database.update(
        """
        UPDATE webhook_endpoints
        SET name = ?, flow_id = ?, ux_node_id = ?, mapping = ?, event = ?, routes = ?, enabled = ?,
            updated_at = now()
        WHERE id = ?
        """,
        endpoint.name(),
        endpoint.flowId(),
        endpoint.uxNodeId(),
        Jsonb.tree(endpoint.mapping()),
        endpoint.event(),
        Jsonb.tree(endpoint.routes()),
        endpoint.enabled(),
        endpoint.id());
  }

  /** Removes an endpoint with its log. */
  public boolean delete(UUID id) {
    return database.update("DELETE FROM webhook_endpoints WHERE id = ?", id) == 1;
  }

  /** Makes another secret the endpoint's; the one it had is taken beside it for a while. */
  public void rotate(UUID id, String secret, Instant previousValidUntil) {
    String previous =
        database
            .first(
                "SELECT sealed_secret FROM webhook_endpoints WHERE id = ? FOR UPDATE",
                row -> opened(row, SECRET, id),
                id)
            .orElseThrow();
    // Sealed anew: a ciphertext cannot be read in another column.
    database.update(
        """
        UPDATE webhook_endpoints
        SET sealed_secret = ?, sealed_previous_secret = ?, previous_valid_until = ?,
            updated_at = now()
        WHERE id = ?
        """,
        secrets.seal(place(SECRET, id), secret),
        secrets.seal(place(PREVIOUS, id), previous),
        previousValidUntil,
        id);
  }

  /** The secrets by which posts to an endpoint may be signed now, the newest first. */
  public List<String> secrets(UUID id) {
    return database
        .first(
            """
            SELECT sealed_secret, CASE WHEN previous_valid_until > now()
                                       THEN sealed_previous_secret END AS sealed_previous_secret
            FROM webhook_endpoints WHERE id = ?
            """,
            row -> {
              List<String> valid = new ArrayList<>();
              valid.add(opened(row, SECRET, id));
              if (SealedSecret.of(row, PREVIOUS) != null) {
                valid.add(opened(row, PREVIOUS, id));
              }
              return valid;
            },
            id)
        .orElse(List.of());
  }

  private String opened(Row row, String column, UUID id) throws SQLException {
    return secrets.open(place(column, id), SealedSecret.of(row, column));
  }

  private static SecretPlace place(String column, UUID id) {
    return new SecretPlace(TABLE, column, id);
  }
}
