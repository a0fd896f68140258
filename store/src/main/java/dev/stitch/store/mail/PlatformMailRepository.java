package dev.stitch.store.mail;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What platforms call the mails of table {@code email_messages} that their APIs have sent. */
@Singleton
public class PlatformMailRepository {

  private final Database database;

  PlatformMailRepository(Database database) {
    this.database = database;
  }

  /** Notes it for the mail of a Message-ID of ours. What is known already is not forgotten. */
  public void note(String messageId, PlatformMail mail) {
    database.update(
        Sql.of(
                """
                UPDATE email_messages
                SET platform_id = :id, platform_thread_id = coalesce(:threadId, platform_thread_id),
                    platform_message_id = coalesce(:platformMessageId, platform_message_id)
                WHERE message_id = :messageId
                """)
            .with("id", mail.id())
            .with("threadId", mail.threadId())
            .with("platformMessageId", mail.messageId())
            .with("messageId", messageId));
  }

  /** The platform's view of a mail; empty when no platform has sent it. */
  public Optional<PlatformMail> find(String messageId) {
    return database.first(
        """
        SELECT platform_id, platform_thread_id, platform_message_id FROM email_messages
        WHERE message_id = ? AND platform_id IS NOT NULL
        """,
        row ->
            new PlatformMail(
                row.text("platform_id"),
                row.textOrNull("platform_thread_id"),
                row.textOrNull("platform_message_id")),
        messageId);
  }

  /**
   * The platform's conversation of a mail of a mailbox.
   *
   * @param messageId ours or the platform's
   */
  public Optional<String> thread(String messageId, String mailbox) {
    return database.first(
        Sql.of(
                """
                SELECT platform_thread_id FROM email_messages
                WHERE (message_id = :messageId OR platform_message_id = :messageId)
                  AND mailbox = :mailbox AND platform_thread_id IS NOT NULL
                """)
            .with("messageId", messageId)
            .with("mailbox", mailbox),
        row -> row.text("platform_thread_id"));
  }

  /** Whether a platform's mail is known to be one of ours. */
  public boolean knows(String platformId) {
    return database.exists("SELECT 1 FROM email_messages WHERE platform_id = ?", platformId);
  }
}
