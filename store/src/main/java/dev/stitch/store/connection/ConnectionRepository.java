package dev.stitch.store.connection;

import dev.stitch.store.Database;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.secret.SealedSecret;
import dev.stitch.store.secret.SecretPlace;
import dev.stitch.store.secret.Secrets;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Table {@code platform_accounts}. */
@Singleton
public class ConnectionRepository {

  private static final String TABLE = "platform_accounts";
  private static final String COLUMNS =
      "id, toolkit, name, config, sealed_secret IS NOT NULL AS has_secret, test_ok, test_message,"
          + " tested_at, created_at, updated_at";

  private static final Listing<Connection> LISTING =
      new Listing<>(
          COLUMNS,
          TABLE,
          Map.of(
              "name", "name",
              "toolkit", "toolkit",
              "createdAt", "created_at",
              "updatedAt", "updated_at"),
          "name",
          "id",
          Connection::of);

  private final Database database;
  private final Secrets secrets;

  ConnectionRepository(Database database, Secrets secrets) {
    this.database = database;
    this.secrets = secrets;
  }

  public Page<Connection> page(@Nullable Toolkit toolkit, PageRequest page) {
    return LISTING.page(
        database, new Filter().and("toolkit = ?", toolkit).containing(page.text(), "name"), page);
  }

  /** All of a toolkit, by name. */
  public List<Connection> all(Toolkit toolkit) {
    return database.list(
        "SELECT " + COLUMNS + " FROM platform_accounts WHERE toolkit = ? ORDER BY name",
        Connection::of,
        toolkit);
  }

  public Optional<Connection> find(UUID id) {
    return database.first(
        "SELECT " + COLUMNS + " FROM platform_accounts WHERE id = ?", Connection::of, id);
  }

  /**
   * The connection that a graph or a run means.
   *
   * @param reference its id or its name
   */
  public Optional<Connection> find(Toolkit toolkit, String reference) {
    return database.first(
        "SELECT "
            + COLUMNS
            + " FROM platform_accounts WHERE toolkit = ? AND (id::text = lower(?) OR name = ?)"
            + " ORDER BY name = ? LIMIT 1",
        Connection::of,
        toolkit,
        reference,
        reference,
        reference);
  }

  public void insert(
      UUID id, Toolkit toolkit, String name, Object config, @Nullable String secret) {
    database.update(
        "INSERT INTO platform_accounts (id, toolkit, name, config, sealed_secret)"
            + " VALUES (?, ?, ?, ?, ?)",
        id,
        toolkit,
        name,
        config,
        sealed(id, secret));
  }

  /**
   * Changes a connection; what its last test said is not true of it any more.
   *
   * @param secret null keeps the one there is
   */
  public void update(Connection connection, @Nullable String secret) {
    database.update(
        """
        UPDATE platform_accounts SET name = ?, config = ?,
            sealed_secret = coalesce(?::bytea, sealed_secret),
            test_ok = NULL, test_message = NULL, tested_at = NULL, updated_at = now()
        WHERE id = ?
        """,
        connection.name(),
        connection.config(),
        sealed(connection.id(), secret),
        connection.id());
  }

  /**
   * @return false when there is none
   */
  public boolean delete(UUID id) {
    return database.update("DELETE FROM platform_accounts WHERE id = ?", id) > 0;
  }

  /** The secret in the clear, empty when there is none. Callers neither keep nor show it. */
  public Optional<String> secret(UUID id) {
    return database
        .first(
            "SELECT sealed_secret FROM platform_accounts WHERE id = ? AND sealed_secret IS NOT NULL",
            row -> SealedSecret.of(row, "sealed_secret"),
            id)
        .map(kept -> secrets.open(place(id), kept));
  }

  /** Notes how a test came out. */
  public void tested(UUID id, boolean ok, String message) {
    database.update(
        "UPDATE platform_accounts SET test_ok = ?, test_message = ?, tested_at = now() WHERE id = ?",
        ok,
        message,
        id);
  }

  private @Nullable SealedSecret sealed(UUID id, @Nullable String secret) {
    return secret == null ? null : secrets.seal(place(id), secret);
  }

  private static SecretPlace place(UUID id) {
    return new SecretPlace(TABLE, "sealed_secret", id);
  }
}
