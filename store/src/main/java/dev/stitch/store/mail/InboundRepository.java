package dev.stitch.store.mail;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Row;
import dev.stitch.store.SqlArray;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tables {@code inbound_routes} and {@code inbound_deliveries}, and whom a mail concerns. */
@Singleton
public class InboundRepository {

  private static final Listing<InboundRoute> ROUTES =
      new Listing<>(
          "*",
          "inbound_routes",
          Map.of("address", "address", "createdAt", "created_at"),
          "address",
          "id",
          InboundRepository::route);

  private final Database database;

  public InboundRepository(Database database) {
    this.database = database;
  }

  public Page<InboundRoute> routes(PageRequest request) {
    return ROUTES.page(database, new Filter().containing(request.text(), "address"), request);
  }

  public Optional<InboundRoute> route(UUID id) {
    return database.first(
        "SELECT * FROM inbound_routes WHERE id = ?", InboundRepository::route, id);
  }

  /** The route of the first of these addresses that has one. */
  public Optional<InboundRoute> routeOf(Collection<String> addresses) {
    return database.first(
        """
        SELECT r.* FROM unnest(?) WITH ORDINALITY AS wanted (address, position)
        JOIN inbound_routes r USING (address) ORDER BY wanted.position LIMIT 1
        """,
        InboundRepository::route,
        SqlArray.texts(List.copyOf(addresses)));
  }

  /** Adds a route, or leads its address elsewhere. */
  public InboundRoute putRoute(String address, UUID flowId, String uxNodeId) {
    return database
        .first(
            """
            INSERT INTO inbound_routes (id, address, flow_id, ux_node_id) VALUES (?, ?, ?, ?)
            ON CONFLICT (address) DO UPDATE
            SET flow_id = excluded.flow_id, ux_node_id = excluded.ux_node_id
            RETURNING *
            """,
            InboundRepository::route,
            Ids.next(),
            address,
            flowId,
            uxNodeId)
        .orElseThrow();
  }

  public boolean deleteRoute(UUID id) {
    return database.update("DELETE FROM inbound_routes WHERE id = ?", id) == 1;
  }

  /**
   * Takes a mail for this transaction; whoever delivers it again waits for the transaction's end.
   *
   * @return whether it is new
   */
  public boolean take(String messageId) {
    return database.update(
            "INSERT INTO inbound_deliveries (message_id) VALUES (?) ON CONFLICT DO NOTHING",
            messageId)
        == 1;
  }

  /** Keeps what became of a mail that was taken. */
  public void settle(String messageId, InboundDelivery delivery) {
    database.update(
        "UPDATE inbound_deliveries SET entity_id = ?, kind = ?, ignored = ? WHERE message_id = ?",
        delivery.entityId(),
        delivery.kind(),
        delivery.ignored(),
        messageId);
  }

  public Optional<InboundDelivery> delivery(String messageId) {
    return database.first(
        "SELECT entity_id, kind, ignored FROM inbound_deliveries WHERE message_id = ?",
        row ->
            new InboundDelivery(
                row.uuidOrNull("entity_id"), row.textOrNull("kind"), row.textOrNull("ignored")),
        messageId);
  }

  /**
   * The contact of an address, made when there is none; nobody removes it until the transaction
   * ends.
   */
  public UUID contact(String address, @Nullable String name) {
    return database
        .first(
            // Written with what is there: looking for it afterwards could come after its deletion.
            """
            INSERT INTO contacts AS c (id, email, name) VALUES (?, ?, ?)
            ON CONFLICT (email) DO UPDATE SET name = c.name
            RETURNING id
            """,
            row -> row.uuid("id"),
            Ids.next(),
            address,
            name)
        .orElseThrow();
  }

  /** No more mail to this contact. */
  public void unsubscribe(UUID contactId) {
    database.update(
        """
        UPDATE contacts SET unsubscribed_at = now(), version = version + 1, updated_at = now()
        WHERE id = ? AND unsubscribed_at IS NULL
        """,
        contactId);
  }

  private static InboundRoute route(Row row) throws SQLException {
    return new InboundRoute(
        row.uuid("id"),
        row.text("address"),
        row.uuid("flow_id"),
        row.text("ux_node_id"),
        row.instant("created_at"));
  }
}
