package dev.stitch.store.sending;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tables {@code mailbox_assignments} and {@code variant_assignments}: which of several somebody
 * got, and keeps getting whatever changes meanwhile.
 *
 * <p>A thread is the template, or the flow, by which they are written to; a person is the id of a
 * contact, or the address of somebody who is none.
 */
@Singleton
public class AssignmentRepository {

  private final Database database;

  AssignmentRepository(Database database) {
    this.database = database;
  }

  /** The template or flow of a run; the business flow, where a journey runs it. */
  public UUID thread(UUID runId) {
    return database
        .first(
            """
            SELECT coalesce(r.template_id, e.flow_id, r.flow_id, r.id) AS thread
            FROM workflow_runs r LEFT JOIN entities e ON e.id = r.entity_id WHERE r.id = ?
            """,
            row -> row.uuid("thread"),
            runId)
        .orElse(runId);
  }

  public Optional<String> mailbox(UUID thread, String person) {
    return database.first(
        Sql.of(
                "SELECT mailbox FROM mailbox_assignments WHERE thread_id = :thread AND person ="
                    + " :person")
            .with("thread", thread)
            .with("person", person),
        row -> row.text("mailbox"));
  }

  /**
   * Keeps a mailbox for a person. Of two at once the first wins.
   *
   * @param instead the one that is to be replaced, or null when there is none
   * @return the one that holds
   */
  public String assignMailbox(
      UUID thread, String person, String mailbox, @Nullable String instead) {
    return database
        .first(
            Sql.of(
                    """
                    INSERT INTO mailbox_assignments AS a (thread_id, person, mailbox)
                    VALUES (:thread, :person, :mailbox)
                    ON CONFLICT (thread_id, person) DO UPDATE
                    SET mailbox = CASE WHEN a.mailbox = :instead THEN EXCLUDED.mailbox
                                  ELSE a.mailbox END
                    RETURNING mailbox
                    """)
                .with("thread", thread)
                .with("person", person)
                .with("mailbox", mailbox)
                .with("instead", instead),
            row -> row.text("mailbox"))
        .orElseThrow();
  }

  /**
   * What each mailbox has had to do in the last day: mails that left or wait for a slot, or people
   * that it was given, whichever are more.
   */
  public Map<String, Long> used(List<String> mailboxes) {
    Map<String, Long> used = new HashMap<>();
    database.list(
        """
        SELECT m.mailbox, greatest(
            (SELECT count(*) FROM send_slots s
             WHERE s.mailbox = m.mailbox AND s.slot_at > now() - interval '1 day'),
            (SELECT count(*) FROM mailbox_assignments a
             WHERE a.mailbox = m.mailbox AND a.assigned_at > now() - interval '1 day')) AS used
        FROM unnest(?) AS m (mailbox)
        """,
        row -> used.put(row.text("mailbox"), row.longNumber("used")),
        SqlArray.texts(mailboxes));
    return used;
  }

  /**
   * Keeps a variant for a person. Of two at once the first wins.
   *
   * @param offered those that there are; one that is gone is replaced
   * @return the one that holds
   */
  public String assignVariant(
      UUID thread, String nodeId, String person, String variant, List<String> offered) {
    return database
        .first(
            Sql.of(
                    """
                    INSERT INTO variant_assignments AS a (thread_id, node_id, person, variant)
                    VALUES (:thread, :node, :person, :variant)
                    ON CONFLICT (thread_id, node_id, person) DO UPDATE
                    SET variant = CASE WHEN a.variant = ANY (:offered) THEN a.variant
                                  ELSE EXCLUDED.variant END
                    RETURNING variant
                    """)
                .with("thread", thread)
                .with("node", nodeId)
                .with("person", person)
                .with("variant", variant)
                .with("offered", SqlArray.texts(offered)),
            row -> row.text("variant"))
        .orElseThrow();
  }
}
