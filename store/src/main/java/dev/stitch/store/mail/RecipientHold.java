package dev.stitch.store.mail;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.UUID;

/**
 * Keeps as it is, until the transaction ends, what says whether somebody may be written to. Whoever
 * unsubscribes or is suppressed meanwhile waits for that end: either the transaction sees it, or it
 * comes after the mail has left. What the caller asks about must be asked after the hold, in
 * statements of their own, because a statement that waits sees what was there when it began.
 */
@Singleton
public class RecipientHold {

  private final Database database;

  RecipientHold(Database database) {
    this.database = database;
  }

  /**
   * Holds an address with whoever has it, and a contact.
   *
   * @param contactId whom the mail is for, null when it is for no contact
   */
  public void take(String address, @Nullable UUID contactId) {
    String lowerCase = address.toLowerCase(Locale.ROOT);
    database.list(
        "SELECT pg_advisory_xact_lock_shared(hashtextextended(?, 0)) IS NULL AS held",
        row -> row.flag("held"),
        lowerCase);
    database.list(
        Sql.of(
                """
                SELECT id FROM contacts WHERE id = :contactId OR email = :address
                ORDER BY id FOR SHARE
                """)
            .with("contactId", contactId)
            .with("address", lowerCase),
        row -> row.uuid("id"));
  }
}
