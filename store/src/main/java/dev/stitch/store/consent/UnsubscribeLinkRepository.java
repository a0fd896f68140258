package dev.stitch.store.consent;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Table {@code unsubscribe_links}. */
@Singleton
public class UnsubscribeLinkRepository {

  private final Database database;

  UnsubscribeLinkRepository(Database database) {
    this.database = database;
  }

  /** Keeps the link of a mail that is about to leave. */
  public void insert(UnsubscribeLink link) {
    database.update(
        Sql.of(
                """
                INSERT INTO unsubscribe_links (token_hash, contact_id, address, topic, message_id)
                VALUES (:tokenHash, :contactId, :address, :topic, :messageId)
                ON CONFLICT (token_hash) DO NOTHING -- an attempt that asks again for its claim
                """)
            .with("tokenHash", link.tokenHash())
            .with("contactId", link.contactId())
            .with("address", link.address())
            .with("topic", link.topic())
            .with("messageId", link.messageId()));
  }

  /** The link whose token has this hash. */
  public Optional<UnsubscribeLink> find(String tokenHash) {
    return database.first(
        "SELECT * FROM unsubscribe_links WHERE token_hash = ?",
        row -> row.as(UnsubscribeLink.class),
        tokenHash);
  }

  /**
   * Whom a link speaks for, in the order of their ids: whose address it was, also when they have
   * another one now, and whose it is today.
   */
  public List<UUID> contacts(UnsubscribeLink link) {
    return database.list(
        Sql.of("SELECT id FROM contacts WHERE id = :contactId OR email = :address ORDER BY id")
            .with("contactId", link.contactId())
            .with("address", link.address()),
        row -> row.uuid("id"));
  }
}
