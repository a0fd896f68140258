package dev.stitch.store.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.JsonbColumn;
import dev.stitch.store.RowRepository;
import dev.stitch.store.WordColumn;
import dev.stitch.store.secret.SealedColumn;
import dev.stitch.store.secret.SealedSecret;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Table {@code platform_accounts}, row by row, with its secrets sealed. */
@RowRepository
interface ConnectionRows extends GenericRepository<ConnectionRows.Stored, UUID> {

  /** What {@link Stored} is made of. */
  String COLUMNS =
      "id, toolkit, name, config, sealed_secret IS NOT NULL AS has_secret, test_ok, test_message,"
          + " tested_at, account_id, account_name, health, health_reason, health_since,"
          + " token_expires_at, missing_capabilities, created_at, updated_at";

  /** A connection as it stands in its row, where what belongs together is several columns. */
  @MappedEntity("platform_accounts")
  record Stored(
      @Id UUID id,
      @WordColumn Toolkit toolkit,
      String name,
      @JsonbColumn ObjectNode config,
      boolean hasSecret,
      @Nullable Boolean testOk,
      @Nullable String testMessage,
      @Nullable Instant testedAt,
      @Nullable String accountId,
      @Nullable String accountName,
      @WordColumn Connection.State health,
      @Nullable String healthReason,
      Instant healthSince,
      @Nullable Instant tokenExpiresAt,
      @JsonbColumn ObjectNode missingCapabilities,
      Instant createdAt,
      Instant updatedAt) {

    Connection connection() {
      return new Connection(
          id,
          toolkit,
          name,
          config,
          hasSecret,
          testedAt == null ? null : new Connection.TestResult(testOk, testMessage, testedAt),
          new Connection.Account(accountId, accountName),
          new Connection.Health(health, healthReason, healthSince, tokenExpiresAt),
          Capability.of(toolkit).stream().map(this::status).toList(),
          createdAt,
          updatedAt);
    }

    private Connection.CapabilityStatus status(Capability capability) {
      JsonNode missing = missingCapabilities.get(capability.text());
      return missing == null
          ? new Connection.CapabilityStatus(capability, true, null, null)
          : new Connection.CapabilityStatus(
              capability,
              false,
              missing.path("reason").textValue(),
              OffsetDateTime.parse(missing.path("since").asText()).toInstant());
    }
  }

  /** A ciphertext alone. */
  @MappedEntity("platform_accounts")
  record Sealed(@SealedColumn SealedSecret sealedSecret) {}

  @Query("SELECT " + COLUMNS + " FROM platform_accounts WHERE toolkit = :toolkit ORDER BY name")
  List<Stored> all(@WordColumn Toolkit toolkit);

  @Query("SELECT " + COLUMNS + " FROM platform_accounts WHERE id = :id")
  Optional<Stored> find(UUID id);

  @Query(
      "SELECT "
          + COLUMNS
          + " FROM platform_accounts"
          + " WHERE toolkit = :toolkit AND (id::text = lower(:reference) OR name = :reference)"
          + " ORDER BY name = :reference LIMIT 1")
  Optional<Stored> find(@WordColumn Toolkit toolkit, String reference);

  @Query(
      """
      INSERT INTO platform_accounts (id, toolkit, name, config, sealed_secret, token_expires_at)
      VALUES (:id, :toolkit, :name, :configJson::jsonb, :secret, :expiresAt)
      """)
  void insert(
      UUID id,
      @WordColumn Toolkit toolkit,
      String name,
      String configJson,
      @Nullable @SealedColumn SealedSecret secret,
      @Nullable Instant expiresAt);

  /** What the last test said is not true of the connection any more. */
  @Query(
      """
      UPDATE platform_accounts SET name = :name, config = :configJson::jsonb,
          test_ok = NULL, test_message = NULL, tested_at = NULL, updated_at = now()
      WHERE id = :id
      """)
  int change(UUID id, String name, String configJson);

  /** Another grant may be of another account, and be refused other things. */
  @Query(
      """
      UPDATE platform_accounts SET sealed_secret = :secret, token_expires_at = :expiresAt,
          account_id = NULL, account_name = NULL, missing_capabilities = '{}',
          health = 'connected', health_reason = NULL, health_since = now(),
          test_ok = NULL, test_message = NULL, tested_at = NULL, updated_at = now()
      WHERE id = :id
      """)
  int replaceSecret(UUID id, @SealedColumn SealedSecret secret, @Nullable Instant expiresAt);

  /** The same grant goes on, so nothing else changes. */
  @Query(
      """
      UPDATE platform_accounts SET sealed_secret = :secret, token_expires_at = :expiresAt
      WHERE id = :id
      """)
  int renew(UUID id, @SealedColumn SealedSecret secret, @Nullable Instant expiresAt);

  @Query(
      """
      UPDATE platform_accounts SET health = 'needs_reconnect', health_reason = :reason,
          health_since = now()
      WHERE id = :id AND health = 'connected'
      """)
  int needsReconnect(UUID id, String reason);

  @Query(
      """
      UPDATE platform_accounts SET missing_capabilities =
          jsonb_build_object(:capability::text, jsonb_build_object('reason', :reason::text, 'since', now()))
          || missing_capabilities
      WHERE id = :id
      """)
  int missing(UUID id, String capability, String reason);

  /** What was read as another account says nothing of this one's lists. */
  @Query(
      """
      WITH forgotten AS (
          DELETE FROM sync_cursors
          WHERE platform_account_id = :id AND account_id <> :accountId)
      UPDATE platform_accounts SET account_id = :accountId, account_name = :accountName
      WHERE id = :id
      """)
  int account(UUID id, String accountId, @Nullable String accountName);

  @Query("DELETE FROM platform_accounts WHERE id = :id")
  int delete(UUID id);

  @Query("SELECT sealed_secret FROM platform_accounts WHERE id = :id AND sealed_secret IS NOT NULL")
  Optional<Sealed> secret(UUID id);

  @Query(
      """
      UPDATE platform_accounts SET test_ok = :ok, test_message = :message, tested_at = now()
      WHERE id = :id
      """)
  int tested(UUID id, boolean ok, String message);
}
