package dev.stitch.store.webhook;

import dev.stitch.store.RowRepository;
import dev.stitch.store.secret.SealedColumn;
import dev.stitch.store.secret.SealedSecret;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Table {@code webhook_endpoints}, row by row, with its secrets sealed. */
@RowRepository
interface WebhookRows extends GenericRepository<WebhookEndpoint, UUID> {

  /**
   * An endpoint's ciphertexts.
   *
   * @param sealedPreviousSecret null when there is none that is taken now
   */
  @MappedEntity("webhook_endpoints")
  record Sealed(
      @SealedColumn SealedSecret sealedSecret,
      @Nullable @SealedColumn SealedSecret sealedPreviousSecret) {}

  @Query("SELECT * FROM webhook_endpoints WHERE id = :id")
  Optional<WebhookEndpoint> find(UUID id);

  @Query("SELECT * FROM webhook_endpoints WHERE id = :id FOR UPDATE")
  Optional<WebhookEndpoint> findForUpdate(UUID id);

  @Query(
      """
      INSERT INTO webhook_endpoints
          (id, name, flow_id, ux_node_id, mapping, event, routes, enabled, sealed_secret)
      VALUES (:id, :name, :flowId, :uxNodeId, :mappingJson::jsonb, :event, :routesJson::jsonb, :enabled, :secret)
      """)
  void insert(
      UUID id,
      String name,
      UUID flowId,
      @Nullable String uxNodeId,
      String mappingJson,
      @Nullable String event,
      String routesJson,
      boolean enabled,
      @SealedColumn SealedSecret secret);

  @Query(
      """
      UPDATE webhook_endpoints
      SET name = :name, flow_id = :flowId, ux_node_id = :uxNodeId, mapping = :mappingJson::jsonb,
          event = :event, routes = :routesJson::jsonb, enabled = :enabled, updated_at = now()
      WHERE id = :id
      """)
  void change(
      UUID id,
      String name,
      UUID flowId,
      @Nullable String uxNodeId,
      String mappingJson,
      @Nullable String event,
      String routesJson,
      boolean enabled);

  @Query("DELETE FROM webhook_endpoints WHERE id = :id")
  int delete(UUID id);

  /** The secrets that are taken now; nobody else rotates them until the transaction ends. */
  @Query(
      """
      SELECT sealed_secret,
          CASE WHEN previous_valid_until > now() THEN sealed_previous_secret END
              AS sealed_previous_secret
      FROM webhook_endpoints WHERE id = :id FOR UPDATE
      """)
  Optional<Sealed> secretsForUpdate(UUID id);

  /** The secrets that are taken now. */
  @Query(
      """
      SELECT sealed_secret,
          CASE WHEN previous_valid_until > now() THEN sealed_previous_secret END
              AS sealed_previous_secret
      FROM webhook_endpoints WHERE id = :id
      """)
  Optional<Sealed> secrets(UUID id);

  @Query(
      """
      UPDATE webhook_endpoints
      SET sealed_secret = :secret, sealed_previous_secret = :previous,
          previous_valid_until = :previousValidUntil, updated_at = now()
      WHERE id = :id
      """)
  void rotate(
      UUID id,
      @SealedColumn SealedSecret secret,
      @SealedColumn SealedSecret previous,
      Instant previousValidUntil);
}
