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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Table {@code platform_accounts}. */
@Singleton
public class ConnectionRepository {

  private static final String TABLE = "platform_accounts";

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

  public void insert(
      UUID id, Toolkit toolkit, String name, JsonNode config, @Nullable String secret) {
    rows.insert(id, toolkit, name, Jsonb.column(config), sealed(id, secret));
  }

  /**
   * Changes a connection; what its last test said is not true of it any more.
   *
   * @param secret null keeps the one there is
   */
  public void update(Connection connection, @Nullable String secret) {
    rows.change(
        connection.id(),
        connection.name(),
        Jsonb.column(connection.config()),
        sealed(connection.id(), secret));
  }

  /**
   * @return false when there is none
   */
  public boolean delete(UUID id) {
    return rows.delete(id) > 0;
  }

  /** The secret in the clear, empty when there is none. Callers neither keep nor show it. */
  public Optional<String> secret(UUID id) {
    return rows.secret(id).map(kept -> secrets.open(place(id), kept.sealedSecret()));
  }

  /** Notes how a test came out. */
  public void tested(UUID id, boolean ok, String message) {
    rows.tested(id, ok, message);
  }

  private @Nullable SealedSecret sealed(UUID id, @Nullable String secret) {
    return secret == null ? null : secrets.seal(place(id), secret);
  }

  private static SecretPlace place(UUID id) {
    return new SecretPlace(TABLE, "sealed_secret", id);
  }
}
