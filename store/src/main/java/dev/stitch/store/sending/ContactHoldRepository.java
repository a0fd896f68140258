package dev.stitch.store.sending;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Table {@code contact_holds}: people who are not written to for a while. */
@Singleton
public class ContactHoldRepository {

  private final Database database;

  ContactHoldRepository(Database database) {
    this.database = database;
  }

  /** A hold that is not over. */
  public record Hold(HoldReason reason, Instant until) {}

  /** Holds a contact; the newest word about one reason counts. */
  public void hold(UUID contactId, HoldReason reason, Instant until) {
    database.update(
        Sql.of(
                """
                INSERT INTO contact_holds (contact_id, reason, until)
                VALUES (:contactId, :reason, :until)
                ON CONFLICT (contact_id, reason) DO UPDATE SET until = excluded.until
                """)
            .with("contactId", contactId)
            .with("reason", reason)
            .with("until", until));
  }

  /** Ends what holds a contact for one reason, and has mail look again that waits for a place. */
  public void release(UUID contactId, HoldReason reason) {
    database.transaction(
        () -> {
          database.update(
              "DELETE FROM contact_holds WHERE contact_id = ? AND reason = ?", contactId, reason);
          HeldMailRepository.wakeFor(database, contactId);
        });
  }

  /** The hold of a contact that ends last; empty when there is none. */
  public Optional<Hold> of(UUID contactId) {
    return database.first(
        """
        SELECT reason, until FROM contact_holds WHERE contact_id = ? AND until > now()
        ORDER BY until DESC LIMIT 1
        """,
        row -> new Hold(row.choice("reason", HoldReason.class), row.instant("until")),
        contactId);
  }

  /** Forgets what is over. */
  public void prune() {
    database.update("DELETE FROM contact_holds WHERE until < now()");
  }
}
