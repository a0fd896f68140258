package dev.stitch.store.sending;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Mail that waits although what holds it has changed: rows of table {@code send_slots}. */
@Singleton
public class HeldMailRepository {

  private final Database database;

  HeldMailRepository(Database database) {
    this.database = database;
  }

  /**
   * A mail that is to look again.
   *
   * @param workflowId of the workflow that carries its run
   * @param mark which mark it has been read with: each change makes another one
   */
  public record Held(String key, UUID runId, String workflowId, String mark) {}

  /**
   * Has all mail look again that a mailbox holds, or all that waits for {@link SendLimit#ALL}. One
   * statement in the transaction of the change; its runs are told later, page by page. Mail that is
   * marked already is marked anew, since it may be told of the earlier change right now.
   */
  static void wake(Database database, String mailbox) {
    database.update(
        Sql.of(
                """
                UPDATE send_slots SET wake = true
                WHERE NOT released AND (mailbox = :mailbox OR :mailbox = 'all')
                """)
            .with("mailbox", mailbox));
  }

  /** As {@link #wake(Database, String)}, all mail to a contact. */
  static void wakeFor(Database database, UUID contactId) {
    database.update(
        "UPDATE send_slots SET wake = true WHERE NOT released AND contact_id = ?", contactId);
  }

  /** The next that are to look again, by their places. */
  public List<Held> toWake(int limit) {
    return database.list(
        """
        SELECT s.effect_key, r.id, r.temporal_workflow_id, s.xmin::text AS mark
        FROM send_slots s JOIN workflow_runs r ON r.id = s.run_id
        WHERE s.wake AND NOT s.released AND r.completed_at IS NULL
        ORDER BY s.slot_at LIMIT ?
        """,
        row ->
            new Held(
                row.text("effect_key"),
                row.uuid("id"),
                row.text("temporal_workflow_id"),
                row.text("mark")),
        limit);
  }

  /** These have been told; one that was marked anew since it was read is told again. */
  public void woken(Collection<Held> mails) {
    database.update(
        """
        UPDATE send_slots s SET wake = false FROM unnest(?, ?) AS told (key, mark)
        WHERE s.effect_key = told.key AND s.xmin::text = told.mark
        """,
        SqlArray.texts(mails.stream().map(Held::key).toList()),
        SqlArray.texts(mails.stream().map(Held::mark).toList()));
  }
}
