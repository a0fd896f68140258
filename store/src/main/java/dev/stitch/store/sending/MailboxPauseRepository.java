package dev.stitch.store.sending;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Table {@code mailbox_pauses}: mailboxes that send nothing until somebody resumes them. */
@Singleton
public class MailboxPauseRepository {

  private final Database database;

  MailboxPauseRepository(Database database) {
    this.database = database;
  }

  /** Why a mailbox is paused, in words; empty when it is not. {@code mailbox} is a limit's. */
  public Optional<String> reason(String mailbox) {
    return database.first(
        "SELECT reason FROM mailbox_pauses WHERE mailbox = ?", row -> row.text("reason"), mailbox);
  }

  /** All of them, the newest pause first: a server has few mailboxes. */
  public List<MailboxPause> all() {
    return database.list(
        "SELECT * FROM mailbox_pauses ORDER BY paused_at DESC, mailbox",
        MailboxPauseRepository::pause);
  }

  public Optional<MailboxPause> find(String mailbox) {
    return database.first(
        "SELECT * FROM mailbox_pauses WHERE mailbox = ?", MailboxPauseRepository::pause, mailbox);
  }

  /** Pauses a mailbox; false when it was paused already, and then nothing changes. */
  public boolean pause(String mailbox, String reason, String actor) {
    return database.update(
            Sql.of(
                    """
                    INSERT INTO mailbox_pauses (mailbox, reason, paused_by)
                    VALUES (:mailbox, :reason, :actor) ON CONFLICT (mailbox) DO NOTHING
                    """)
                .with("mailbox", mailbox)
                .with("reason", reason)
                .with("actor", actor))
        > 0;
  }

  /** Has a mailbox send again; false when it was not paused. */
  public boolean resume(String mailbox) {
    return database.transaction(
        () -> {
          boolean resumed =
              database.update("DELETE FROM mailbox_pauses WHERE mailbox = ?", mailbox) > 0;
          HeldMailRepository.wake(database, mailbox);
          return resumed;
        });
  }

  private static MailboxPause pause(Row row) throws SQLException {
    return new MailboxPause(
        row.text("mailbox"), row.text("reason"), row.text("paused_by"), row.instant("paused_at"));
  }
}
