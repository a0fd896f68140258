package dev.stitch.store.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.sending.ContactHoldRepository;
import dev.stitch.store.sending.HoldReason;
import dev.stitch.store.sending.MailboxPauseRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * Human tasks about mail that waits: somebody is away and does not say until when, or a mailbox has
 * paused itself. No run waits for their answers, so that these are written here and not by a
 * projection.
 */
@Singleton
public class MailTaskRepository {

  /** {@code kind} of a task about somebody who is away. */
  public static final String ABSENCE = "absence";

  /** {@code kind} of a task about a mailbox that has paused itself. */
  public static final String MAILBOX = "mailbox";

  /** The answer that has mail go out again. */
  public static final String SEND_AGAIN = "send again";

  private static final String CHOICES = "[\"" + SEND_AGAIN + "\", \"keep waiting\"]";

  private final Database database;
  private final ContactHoldRepository holds;
  private final MailboxPauseRepository pauses;

  MailTaskRepository(
      Database database, ContactHoldRepository holds, MailboxPauseRepository pauses) {
    this.database = database;
    this.holds = holds;
    this.pauses = pauses;
  }

  /**
   * Asks when somebody is back; once, however often they say that they are away.
   *
   * @param until when mail goes out to them without an answer
   */
  public void openAbsence(UUID contactId, Instant until) {
    database.update(
        Sql.of(
                """
                INSERT INTO human_tasks (id, kind, contact_id, title, description, choices, due_at)
                SELECT :id, 'absence', c.id,
                    'When is ' || coalesce(nullif(c.name, ''), c.email, 'this contact') || ' back?',
                    'An automatic answer says that they are away, and not until when. Mail to them waits until '
                        || to_char(:until::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC. Choose "%s" '
                        || 'when you know that they are back already; "keep waiting" closes this task.',
                    :choices::jsonb, :until
                FROM contacts c WHERE c.id = :contactId
                ON CONFLICT (contact_id) WHERE kind = 'absence' AND state = 'open'
                DO UPDATE SET description = excluded.description, due_at = excluded.due_at
                """
                    .formatted(SEND_AGAIN))
            .with("id", Ids.next())
            .with("contactId", contactId)
            .with("choices", CHOICES)
            .with("until", until));
  }

  /**
   * Asks somebody to look after a mailbox that has paused itself, unless that is asked already.
   *
   * @param mailbox as limits and pauses call it
   * @param name as people call it
   */
  public void openPause(String mailbox, String name, String why) {
    database.update(
        Sql.of(
                """
                INSERT INTO human_tasks (id, kind, mailbox, title, description, choices)
                VALUES (:id, 'mailbox', :mailbox, :title, :description, :choices::jsonb)
                ON CONFLICT (mailbox) WHERE kind = 'mailbox' AND state = 'open' DO NOTHING
                """)
            .with("id", Ids.next())
            .with("mailbox", mailbox)
            .with("title", "Mailbox " + name + " has paused itself")
            .with(
                "description",
                "It sends nothing: %s. Find out why (a list of old addresses, a blocked sender), and choose \"%s\"; \"keep waiting\" closes this task and leaves the mailbox paused."
                    .formatted(why, SEND_AGAIN))
            .with("choices", CHOICES));
  }

  /** Nobody need say any more when somebody is back. */
  public void closeAbsence(UUID contactId) {
    database.update(
        """
        UPDATE human_tasks SET state = 'cancelled', decided_at = now()
        WHERE kind = 'absence' AND contact_id = ? AND state = 'open'
        """,
        contactId);
  }

  /** The mailbox sends again. */
  public void closePause(String mailbox, String actor) {
    database.update(
        """
        UPDATE human_tasks SET state = 'cancelled', decided_by = ?, decided_at = now()
        WHERE kind = 'mailbox' AND mailbox = ? AND state = 'open'
        """,
        actor,
        mailbox);
  }

  /** Closes those whose mail waits no more by itself. */
  public void expireAbsences() {
    database.update(
        """
        UPDATE human_tasks SET state = 'expired', decided_at = now()
        WHERE kind = 'absence' AND state = 'open' AND due_at < now()
        """);
  }

  /**
   * Answers such a task and does what the answer says.
   *
   * @return false when it is not open any more
   */
  public boolean answer(UUID id, String choice, @Nullable JsonNode answer, String actor) {
    return database.transaction(
        () -> {
          boolean open =
              database.update(
                      Sql.of(
                              """
                              UPDATE human_tasks SET state = 'answered', choice = :choice, answer = :answer,
                                  decided_by = :actor, decided_at = now()
                              WHERE id = :id AND state = 'open'
                              """)
                          .with("id", id)
                          .with("choice", choice)
                          .with("answer", answer)
                          .with("actor", actor))
                  == 1;
          if (open && choice.equals(SEND_AGAIN)) {
            sendAgain(id);
          }
          return open;
        });
  }

  private void sendAgain(UUID id) {
    database
        .first("SELECT contact_id, mailbox FROM human_tasks WHERE id = ?", About::of, id)
        .ifPresent(
            about -> {
              if (about.contactId() != null) {
                holds.release(about.contactId(), HoldReason.OUT_OF_OFFICE);
              }
              if (about.mailbox() != null) {
                pauses.resume(about.mailbox());
              }
            });
  }

  /** Whom or what a task is about. */
  private record About(@Nullable UUID contactId, @Nullable String mailbox) {

    private static About of(Row row) throws SQLException {
      return new About(row.uuidOrNull("contact_id"), row.textOrNull("mailbox"));
    }
  }
}
