package dev.stitch.store.mail;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Sql;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentRepository;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.consent.ConsentState;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Table {@code inbound_deliveries}, and whom a mail concerns. */
@Singleton
public class InboundRepository {

  private final Database database;
  private final ConsentRepository consents;

  public InboundRepository(Database database, ConsentRepository consents) {
    this.database = database;
    this.consents = consents;
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
        Sql.of(
                "UPDATE inbound_deliveries SET entity_id = :entityId, kind = :kind, ignored ="
                    + " :ignored WHERE message_id = :messageId")
            .with("entityId", delivery.entityId())
            .with("kind", delivery.kind())
            .with("ignored", delivery.ignored())
            .with("messageId", messageId));
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
            Sql.of(
                    """
                    INSERT INTO contacts AS c (id, email, name) VALUES (:id, :address, :name)
                    ON CONFLICT (email) DO UPDATE SET name = c.name
                    RETURNING id
                    """)
                .with("id", Ids.next())
                .with("address", address)
                .with("name", name),
            row -> row.uuid("id"))
        .orElseThrow();
  }

  /**
   * Whether mail to our address is taken in: an inbound route leads somewhere, or some has come.
   */
  public boolean reachesUs() {
    return database.exists(
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM inbound_routes) OR EXISTS (SELECT 1 FROM inbound_deliveries)");
  }

  /** No more mail to this contact, who called one spam. */
  public void unsubscribe(UUID contactId) {
    consents.change(
        contactId, null, ConsentState.WITHDRAWN, ConsentOrigin.of(ConsentSource.COMPLAINT));
  }

  /** Forgets what came longer ago. */
  public void prune(Duration olderThan) {
    database.update(
        "DELETE FROM inbound_deliveries WHERE at < now() - make_interval(secs => ?)",
        (double) olderThan.toSeconds());
  }
}
