package dev.stitch.store.mail;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import dev.stitch.store.page.Days;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Table {@code email_messages}. A mail whose effect certainly did not happen keeps its row, which a
 * later attempt overwrites; until then it is no mail and no query finds it.
 */
@Singleton
public class MailRepository {

  private static final String INSERT =
      """
      INSERT INTO email_messages (id, message_id, direction, mailbox, from_addr, to_addr, reply_to,
          subject, text_body, html_body, in_reply_to, reply_token, entity_id, run_id, node_id,
          contact_id, effect_key, sent_at)
      VALUES (:id, :messageId, :direction, :mailbox, :from, :to, :replyTo, :subject, :text, :html,
          :inReplyTo, :replyToken, :entityId, :runId, :nodeId, :contactId, :effectKey, :sentAt)
      """;

  private static final String FROM = "email_messages m LEFT JOIN effects e ON e.key = m.effect_key";

  private static final String IS_MAIL =
      "(e.state IS NULL OR e.state NOT IN ('intended', 'failed'))";

  private static final Listing<EmailMessage> LISTING =
      new Listing<>(
          "m.*", FROM, Map.of("sentAt", "m.sent_at"), "-sentAt", "m.id", MailRepository::message);

  private final Database database;

  public MailRepository(Database database) {
    this.database = database;
  }

  /** Puts a mail in its place unless one with its Message-ID is there: the first one stays. */
  public void deliver(EmailMessage mail) {
    database.update(insert(mail, "ON CONFLICT (message_id) DO NOTHING"));
  }

  /**
   * Notes a mail that is about to leave. One of an earlier attempt, which did not leave, is
   * overwritten: replies come to the token that really went out.
   */
  public void record(EmailMessage mail) {
    database.update(
        insert(
            mail,
            """
            ON CONFLICT (message_id) DO UPDATE
            SET mailbox = excluded.mailbox, from_addr = excluded.from_addr,
                to_addr = excluded.to_addr, reply_to = excluded.reply_to,
                subject = excluded.subject, text_body = excluded.text_body,
                html_body = excluded.html_body, in_reply_to = excluded.in_reply_to,
                reply_token = excluded.reply_token, sent_at = excluded.sent_at
            """));
  }

  public Optional<EmailMessage> find(UUID id) {
    return database.first(
        "SELECT m.* FROM " + FROM + " WHERE m.id = ? AND " + IS_MAIL, MailRepository::message, id);
  }

  /** The mail that began an entity's correspondence with an address. */
  public Optional<EmailMessage> firstOfThread(UUID entityId, String to) {
    return database.first(
        Sql.of(
                "SELECT m.* FROM "
                    + FROM
                    + " WHERE m.entity_id = :entityId AND m.to_addr = :to AND m.direction = 'outbound' AND "
                    + IS_MAIL
                    + " ORDER BY m.sent_at, m.id LIMIT 1")
            .with("entityId", entityId)
            .with("to", to),
        MailRepository::message);
  }

  /** The mail that a run, or one that it retries, sent last to an address. */
  public Optional<EmailMessage> lastOfRun(UUID runId, String to) {
    return database.first(
        Sql.of(
                """
                WITH RECURSIVE chain AS (
                    SELECT :runId::uuid AS id
                    UNION
                    SELECT r.retry_of FROM workflow_runs r JOIN chain c ON r.id = c.id
                    WHERE r.retry_of IS NOT NULL)
                SELECT m.* FROM %s
                WHERE m.run_id IN (SELECT id FROM chain) AND m.to_addr = :to
                  AND m.direction = 'outbound' AND %s
                ORDER BY m.sent_at DESC, m.id DESC LIMIT 1
                """
                    .formatted(FROM, IS_MAIL))
            .with("runId", runId)
            .with("to", to),
        MailRepository::message);
  }

  /** Notes which of several texts a mail has, for whoever compares them. */
  public void noteVariant(String messageId, String variant) {
    database.update(
        Sql.of("UPDATE email_messages SET variant = :variant WHERE message_id = :messageId")
            .with("variant", variant)
            .with("messageId", messageId));
  }

  /**
   * The mail that went out and is answered: the first of these Message-IDs that is known, as ours
   * or as the one that a platform gave it, else the one with this reply token.
   */
  public Optional<EmailMessage> answered(List<String> messageIds, Collection<String> tokens) {
    return database.first(
        Sql.of(
                "SELECT m.* FROM "
                    + FROM
                    + " WHERE m.direction = 'outbound' AND "
                    + IS_MAIL
                    + " AND (m.message_id = ANY (:messageIds) OR m.platform_message_id = ANY (:messageIds)"
                    + " OR m.reply_token = ANY (:tokens))"
                    + " ORDER BY least(array_position(:messageIds, m.message_id),"
                    + " array_position(:messageIds, m.platform_message_id)) NULLS LAST, m.sent_at DESC"
                    + " LIMIT 1")
            .with("messageIds", SqlArray.texts(messageIds))
            .with("tokens", SqlArray.texts(List.copyOf(tokens))),
        MailRepository::message);
  }

  /** Newest first; the request's text is searched for in subject, text and addresses. */
  public Page<EmailMessage> page(
      MailDirection direction, @Nullable UUID entityId, Days sent, PageRequest request) {
    Filter filter =
        new Filter()
            .and("m.direction = ?", direction)
            .and("m.entity_id = ?", entityId)
            .and(IS_MAIL)
            .containing(request.text(), "m.subject", "m.text_body", "m.to_addr", "m.from_addr");
    return LISTING.page(database, sent.limit(filter, "m.sent_at"), request);
  }

  /**
   * The mails that answer each other with this one among them, oldest first.
   *
   * @param limit of a longer thread, the newest
   */
  public List<EmailMessage> thread(UUID id, int limit) {
    List<EmailMessage> newest =
        database.list(
            Sql.of(
                    """
                    WITH RECURSIVE thread AS (
                        SELECT id, message_id, platform_message_id, in_reply_to
                        FROM email_messages WHERE id = :id
                        UNION
                        SELECT o.id, o.message_id, o.platform_message_id, o.in_reply_to
                        FROM thread t JOIN email_messages o
                            ON t.in_reply_to IN (o.message_id, o.platform_message_id)
                            OR o.in_reply_to IN (t.message_id, t.platform_message_id))
                    SELECT m.* FROM %s
                    WHERE m.id IN (SELECT id FROM thread) AND %s
                    ORDER BY m.sent_at DESC, m.id DESC LIMIT :limit
                    """
                        .formatted(FROM, IS_MAIL))
                .with("id", id)
                .with("limit", limit),
            MailRepository::message);
    return newest.reversed();
  }

  /** A contact as a mail needs it. */
  public Optional<Recipient> recipient(UUID contactId) {
    return database.first(
        """
        SELECT id, email, status = 'archived' AS archived,
               unsubscribed_at IS NOT NULL AS unsubscribed
        FROM contacts WHERE id = ?
        """,
        row ->
            new Recipient(
                row.uuid("id"),
                row.textOrNull("email"),
                row.flag("archived"),
                row.flag("unsubscribed")),
        contactId);
  }

  private static Sql insert(EmailMessage mail, String onConflict) {
    return Sql.of(INSERT + onConflict)
        .with("id", mail.id())
        .with("messageId", mail.messageId())
        .with("direction", mail.direction())
        .with("mailbox", mail.mailbox())
        .with("from", mail.from())
        .with("to", mail.to())
        .with("replyTo", mail.replyTo())
        .with("subject", mail.subject())
        .with("text", mail.text())
        .with("html", mail.html())
        .with("inReplyTo", mail.inReplyTo())
        .with("replyToken", mail.replyToken())
        .with("entityId", mail.entityId())
        .with("runId", mail.runId())
        .with("nodeId", mail.nodeId())
        .with("contactId", mail.contactId())
        .with("effectKey", mail.effectKey())
        .with("sentAt", mail.sentAt());
  }

  private static EmailMessage message(Row row) throws SQLException {
    return new EmailMessage(
        row.uuid("id"),
        row.text("message_id"),
        row.choice("direction", MailDirection.class),
        row.text("mailbox"),
        row.text("from_addr"),
        row.text("to_addr"),
        row.textOrNull("reply_to"),
        row.text("subject"),
        row.textOrNull("text_body"),
        row.textOrNull("html_body"),
        row.textOrNull("in_reply_to"),
        row.textOrNull("reply_token"),
        row.uuidOrNull("entity_id"),
        row.uuidOrNull("run_id"),
        row.textOrNull("node_id"),
        row.uuidOrNull("contact_id"),
        row.textOrNull("effect_key"),
        row.instant("sent_at"));
  }
}
