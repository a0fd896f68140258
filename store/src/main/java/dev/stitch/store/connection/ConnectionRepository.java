package dev.stitch.store.connection;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Table {@code platform_accounts}. */
@Singleton
public class ConnectionRepository {

  private static final String TABLE = "platform_accounts";

  /**
   * How long a change of a row waits. Whoever renews tokens holds the row for as long as the
   * platform takes to answer, which is up to 30 seconds.
   */
  private static final Duration LONGEST = Duration.ofSeconds(45);

  private static final Listing<Connection> LISTING =
      new Listing<>(
          ConnectionRows.COLUMNS,
          TABLE,
          Map.of(
              "name", "name",
              "toolkit", "toolkit",
              "createdAt", "created_at",
              "updatedAt", "updated_at"),
          "name",
          "id",
          row -> row.as(ConnectionRows.Stored.class).connection());

  private final Database database;
  private final ConnectionRows rows;
  private final Secrets secrets;

  ConnectionRepository(Database database, ConnectionRows rows, Secrets secrets) {
    this.database = database;
    this.rows = rows;
    this.secrets = secrets;
  }

  public Page<Connection> page(@Nullable Toolkit toolkit, PageRequest page) {
    return LISTING.page(
        database, new Filter().and("toolkit = ?", toolkit).containing(page.text(), "name"), page);
  }

  /** All of a toolkit, by name. */
  public List<Connection> all(Toolkit toolkit) {
    return rows.all(toolkit).stream().map(ConnectionRows.Stored::connection).toList();
  }

  public Optional<Connection> find(UUID id) {
    return rows.find(id).map(ConnectionRows.Stored::connection);
  }

  /**
   * The connection that a graph or a run means.
   *
   * @param reference its id or its name
   */
  public Optional<Connection> find(Toolkit toolkit, String reference) {
    return rows.find(toolkit, reference).map(ConnectionRows.Stored::connection);
  }

  /** Stores a connection whose secret, if it has one, does not end by itself. */
  public void insert(
      UUID id, Toolkit toolkit, String name, JsonNode config, @Nullable String secret) {
    store(id, toolkit, name, config, secret == null ? null : new Credentials(secret, null));
  }

  /**
   * Stores a connection.
   *
   * @param credentials null for none
   */
  public void store(
      UUID id, Toolkit toolkit, String name, JsonNode config, @Nullable Credentials credentials) {
    rows.insert(
        id,
        toolkit,
        name,
        Jsonb.column(config),
        credentials == null ? null : sealed(id, credentials),
        credentials == null ? null : credentials.expiresAt());
  }

  /** Changes a connection; what its last test said is not true of it any more. */
  public void update(UUID id, String name, JsonNode config) {
    waiting(() -> rows.change(id, name, Jsonb.column(config)));
  }

  /**
   * Gives a connection another secret. It may be of another account, so what is known of the old
   * one is forgotten: who it is, its health and what it was refused.
   *
   * @return false when there is no such connection
   */
  public boolean replaceSecret(UUID id, Credentials credentials) {
    return waiting(
        () -> rows.replaceSecret(id, sealed(id, credentials), credentials.expiresAt()) > 0);
  }

  /**
   * Locks a connection for the rest of the transaction, so that one worker at a time renews its
   * tokens. Rows that refer to it may be written meanwhile.
   */
  public Optional<Connection> lock(UUID id) {
    // By hand: Micronaut Data takes FOR NO KEY UPDATE for an update.
    return waiting(
        () ->
            database.first(
                "SELECT "
                    + ConnectionRows.COLUMNS
                    + " FROM platform_accounts WHERE id = ? FOR NO KEY UPDATE",
                row -> row.as(ConnectionRows.Stored.class).connection(),
                id));
  }

  /** Stores the tokens that the platform has given for the older ones of the same grant. */
  public void renew(UUID id, Credentials credentials) {
    waiting(() -> rows.renew(id, sealed(id, credentials), credentials.expiresAt()));
  }

  /**
   * Notes that a person has to connect it again.
   *
   * @param reason for that person; the first one stays
   */
  public void needsReconnect(UUID id, String reason) {
    waiting(() -> rows.needsReconnect(id, reason));
  }

  /**
   * Notes that the platform refuses something for good.
   *
   * @param reason as the platform said it; the first one stays
   */
  public void missing(UUID id, Capability capability, String reason) {
    waiting(() -> rows.missing(id, capability.text(), reason));
  }

  /** Notes who a connection is at its platform. */
  public void account(UUID id, String accountId, @Nullable String accountName) {
    waiting(() -> rows.account(id, accountId, accountName));
  }

  /**
   * @return false when there is none
   */
  public boolean delete(UUID id) {
    return waiting(() -> rows.delete(id) > 0);
  }

  /** The secret in the clear, empty when there is none. Callers neither keep nor show it. */
  public Optional<String> secret(UUID id) {
    return rows.secret(id).map(kept -> secrets.open(place(id), kept.sealedSecret()));
  }

  /** Notes how a test came out. */
  public void tested(UUID id, boolean ok, String message) {
    waiting(() -> rows.tested(id, ok, message));
  }

  private <T> T waiting(Supplier<T> change) {
    return database.patiently(LONGEST, change);
  }

  private SealedSecret sealed(UUID id, Credentials credentials) {
    return secrets.seal(place(id), credentials.secret());
  }

  private static SecretPlace place(UUID id) {
    return new SecretPlace(TABLE, "sealed_secret", id);
  }
}
