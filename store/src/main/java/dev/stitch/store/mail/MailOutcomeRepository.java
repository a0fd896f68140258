package dev.stitch.store.mail;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;

/** Table {@code mail_outcomes}. */
@Singleton
public class MailOutcomeRepository {

  private final Database database;

  MailOutcomeRepository(Database database) {
    this.database = database;
  }

  /** Writes down what became of a mail; the first time it is told counts. */
  public void add(String messageId, MailOutcome outcome) {
    database.update(
        Sql.of(
                """
                INSERT INTO mail_outcomes (message_id, outcome) VALUES (:messageId, :outcome)
                ON CONFLICT (message_id, outcome) DO NOTHING
                """)
            .with("messageId", messageId)
            .with("outcome", outcome));
  }

  /**
   * Whether the newest mails to an address, so many of them, all came back for now. What was sent
   * before its owner last answered does not count.
   *
   * @param address in lower case
   */
  public boolean allCameBack(String address, int newest) {
    return database.exists(
        Sql.of(
                """
                SELECT 1 FROM (
                    SELECT m.message_id FROM email_messages m
                    WHERE m.direction = 'outbound' AND lower(m.to_addr) = :address
                      AND m.sent_at > coalesce(
                          (SELECT max(o.at) FROM mail_outcomes o JOIN email_messages a USING (message_id)
                           WHERE a.direction = 'outbound' AND lower(a.to_addr) = :address
                             AND o.outcome = 'replied'), '-infinity')
                    ORDER BY m.sent_at DESC LIMIT :newest) m
                LEFT JOIN mail_outcomes o ON o.message_id = m.message_id AND o.outcome = 'soft_bounced'
                HAVING count(o.message_id) = :newest
                """)
            .with("address", address)
            .with("newest", newest));
  }

  /**
   * How much of a mailbox's newest mail bounced for good.
   *
   * @param bounced of {@code mails}
   */
  public record Bounces(long bounced, long mails) {}

  /** As {@link Bounces}, of at most so many mails. */
  public Bounces bounces(String mailbox, int newest) {
    return database
        .first(
            Sql.of(
                    """
                    SELECT count(*) AS mails, count(o.message_id) AS bounced
                    FROM (SELECT message_id FROM email_messages
                          WHERE direction = 'outbound' AND mailbox = :mailbox
                            AND run_id IS NOT NULL -- tests say nothing about whom it writes to
                          ORDER BY sent_at DESC LIMIT :newest) m
                    LEFT JOIN mail_outcomes o ON o.message_id = m.message_id AND o.outcome = 'bounced'
                    """)
                .with("mailbox", mailbox)
                .with("newest", newest),
            row -> new Bounces(row.longNumber("bounced"), row.longNumber("mails")))
        .orElseThrow();
  }
}
