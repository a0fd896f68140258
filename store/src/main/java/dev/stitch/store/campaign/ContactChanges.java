package dev.stitch.store.campaign;

import dev.stitch.store.Database;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Contacts that have changed while a template has something to ask about them. A trigger notes them
 * in the transaction of the change, whoever makes it.
 */
@Singleton
public class ContactChanges {

  private final Database database;

  ContactChanges(Database database) {
    this.database = database;
  }

  /** A contact has changed. */
  public record Change(UUID contactId, Instant at) {}

  /**
   * Takes the next changes, oldest first; when the surrounding transaction fails, they are there
   * again. What another process has taken is left out.
   */
  public List<Change> take(int limit) {
    return database.list(
        """
        DELETE FROM contact_changes WHERE id IN (
            SELECT id FROM contact_changes ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED)
        RETURNING contact_id, at
        """,
        row -> new Change(row.uuid("contact_id"), row.instant("at")),
        limit);
  }
}
