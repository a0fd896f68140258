package dev.stitch.store.connection;

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
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Table {@code platform_accounts}, row by row, with its secrets sealed. */
@RowRepository
interface ConnectionRows extends GenericRepository<ConnectionRows.Stored, UUID> {

  /** What {@link Stored} is made of. */
  String COLUMNS =
      "id, toolkit, name, config, sealed_secret IS NOT NULL AS has_secret, test_ok, test_message,"
          + " tested_at, created_at, updated_at";

  /** A connection as it stands in its row, where the last test is three columns. */
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
          createdAt,
          updatedAt);
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
      INSERT INTO platform_accounts (id, toolkit, name, config, sealed_secret)
      VALUES (:id, :toolkit, :name, :configJson::jsonb, :secret)
      """)
  void insert(
      UUID id,
      @WordColumn Toolkit toolkit,
      String name,
      String configJson,
      @Nullable @SealedColumn SealedSecret secret);

  /** What the last test said is not true of the connection any more; no secret keeps the old. */
  @Query(
      """
      UPDATE platform_accounts SET name = :name, config = :configJson::jsonb,
          sealed_secret = coalesce(:secret, sealed_secret),
          test_ok = NULL, test_message = NULL, tested_at = NULL, updated_at = now()
      WHERE id = :id
      """)
  void change(UUID id, String name, String configJson, @Nullable @SealedColumn SealedSecret secret);

  @Query("DELETE FROM platform_accounts WHERE id = :id")
  int delete(UUID id);

  @Query("SELECT sealed_secret FROM platform_accounts WHERE id = :id AND sealed_secret IS NOT NULL")
  Optional<Sealed> secret(UUID id);

  @Query(
      """
      UPDATE platform_accounts SET test_ok = :ok, test_message = :message, tested_at = now()
      WHERE id = :id
      """)
  void tested(UUID id, boolean ok, String message);
}
