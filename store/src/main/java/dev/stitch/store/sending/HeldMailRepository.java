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

  /** A mail that is to look again; {@code workflowId} is of the workflow that carries its run. */
  public record Held(String key, UUID runId, String workflowId) {}

  /**
   * Has all mail look again that a mailbox holds, or all that waits for {@link SendLimit#ALL}. One
   * statement in the transaction of the change; its runs are told later, page by page.
   */
  static void wake(Database database, String mailbox) {
    database.update(
        Sql.of(
                """
                UPDATE send_slots SET wake = true
                WHERE NOT released AND NOT wake AND (mailbox = :mailbox OR :mailbox = 'all')
                """)
            .with("mailbox", mailbox));
  }

  /** The next that are to look again, by their places. */
  public List<Held> toWake(int limit) {
    return database.list(
        """
        SELECT s.effect_key, r.id, r.temporal_workflow_id
        FROM send_slots s JOIN workflow_runs r ON r.id = s.run_id
        WHERE s.wake AND NOT s.released AND r.completed_at IS NULL
        ORDER BY s.slot_at LIMIT ?
        """,
        row -> new Held(row.text("effect_key"), row.uuid("id"), row.text("temporal_workflow_id")),
        limit);
  }

  /** These have been told. */
  public void woken(Collection<Held> mails) {
    database.update(
        "UPDATE send_slots SET wake = false WHERE effect_key = ANY (?)",
        SqlArray.texts(mails.stream().map(Held::key).toList()));
  }
}
