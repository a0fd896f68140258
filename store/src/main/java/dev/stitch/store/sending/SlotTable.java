package dev.stitch.store.sending;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.sending.SendLedger.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Slots in table {@code send_slots}. */
public final class SlotTable implements SendSlots {

  private static final String COUNTS =
      """
      effect_key <> :key AND (released OR slot_at > :now
          AND (follow_up AND NOT :followUp OR follow_up = :followUp AND slot_at < :before))
      """;

  private final Database database;

  public SlotTable(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Slot> find(String key) {
    return database.first(
        "SELECT slot_at, released, asked_at FROM send_slots WHERE effect_key = ?",
        row -> new Slot(row.instant("slot_at"), row.flag("released"), row.instant("asked_at")),
        key);
  }

  @Override
  public void put(SendRequest mail, Instant at, boolean released) {
    database.update(
        Sql.of(
                """
                INSERT INTO send_slots (effect_key, mailbox, run_id, slot_at, released, recipient,
                    contact_id, follow_up, transactional)
                VALUES (:key, :mailbox, :runId, :at, :released, :recipient, :contactId, :followUp,
                    :transactional)
                ON CONFLICT (effect_key) DO UPDATE SET
                    mailbox = EXCLUDED.mailbox, run_id = EXCLUDED.run_id,
                    slot_at = EXCLUDED.slot_at, released = EXCLUDED.released,
                    recipient = EXCLUDED.recipient, contact_id = EXCLUDED.contact_id,
                    follow_up = EXCLUDED.follow_up, transactional = EXCLUDED.transactional,
                    -- it may have read what holds it before that changed, and is told all the same
                    wake = send_slots.wake AND NOT EXCLUDED.released
                """)
            .with("key", mail.key())
            .with("mailbox", mail.mailbox())
            .with("runId", mail.runId())
            .with("at", at)
            .with("released", released)
            .with("recipient", mail.recipient())
            .with("contactId", mail.contactId())
            .with("followUp", mail.followUp())
            .with("transactional", mail.transactional()));
  }

  @Override
  public boolean othersWaitBy(String key, Instant moment) {
    return database.exists(
        Sql.of(
                "SELECT 1 FROM send_slots WHERE effect_key <> :key AND NOT released AND slot_at <="
                    + " :moment AND slot_at > :moment::timestamptz - interval '1 day' LIMIT 1")
            .with("key", key)
            .with("moment", moment));
  }

  @Override
  public void countSendingDay(String mailbox) {
    database.update(
        """
        UPDATE send_limits
        SET ramp_days = ramp_days + (ramp_day IS NOT NULL)::int,
            ramp_day = (now() AT TIME ZONE 'UTC')::date
        WHERE mailbox IN (?, 'all') AND ramp_start IS NOT NULL
            AND ramp_day IS DISTINCT FROM (now() AT TIME ZONE 'UTC')::date
        """,
        mailbox);
  }

  @Override
  public Optional<Instant> fullStretch(Counted others, int mails, Duration length, Instant at) {
    return database.first(
        about(
                others,
                """
                SELECT begins FROM (
                    SELECT slot_at AS begins,
                        lead(slot_at, :others) OVER (ORDER BY slot_at) AS ends
                    FROM send_slots
                    WHERE %1$s AND slot_at > :since AND slot_at < :until) stretches
                WHERE ends < least(begins + :seconds * interval '1 second', :until)
                    -- asked first, and most often the answer: whether there are so many at all
                    AND EXISTS (SELECT 1 FROM send_slots
                        WHERE %2$s AND slot_at > :since AND slot_at < :until OFFSET :others)
                ORDER BY begins LIMIT 1
                """)
            .with("others", mails - 1)
            .with("since", at.minus(length))
            .with("until", at.plus(length))
            .with("seconds", (double) length.toSeconds()),
        row -> row.instant("begins"));
  }

  @Override
  public List<Sent> neighbours(Counted others, Duration longest, Instant at) {
    return database.list(
        about(
                others,
                """
                (SELECT effect_key, slot_at FROM send_slots
                 WHERE %1$s AND slot_at > :since AND slot_at <= :at
                 ORDER BY slot_at DESC LIMIT 1)
                UNION ALL
                (SELECT effect_key, slot_at FROM send_slots
                 WHERE %1$s AND slot_at > :at AND slot_at < :until
                 ORDER BY slot_at LIMIT 1)
                """)
            .with("since", at.minus(longest))
            .with("at", at)
            .with("until", at.plus(longest)),
        row -> new Sent(row.text("effect_key"), row.instant("slot_at")));
  }

  @Override
  public Optional<Sent> last(Counted others, int mails, Instant since) {
    return database.first(
        about(
                others,
                """
                SELECT effect_key, slot_at FROM send_slots WHERE %s AND slot_at > :since
                ORDER BY slot_at DESC OFFSET :others LIMIT 1
                """)
            .with("others", mails - 1)
            .with("since", since),
        row -> new Sent(row.text("effect_key"), row.instant("slot_at")));
  }

  private static Sql about(Counted others, String statement) {
    SendRequest mail = others.mail();
    String condition = condition(others.scope());
    Map<String, Object> parameters = new HashMap<>();
    if (condition.contains(":mailbox")) {
      parameters.put("mailbox", mail.mailbox());
    }
    if (condition.contains(":domain")) {
      parameters.put("domain", mail.domain());
    }
    if (condition.contains(":recipient")) {
      parameters.put("recipient", mail.recipient());
    }
    return Sql.of(statement.formatted(COUNTS + " AND " + condition, condition))
        .with(parameters)
        .with("key", mail.key())
        .with("now", others.now())
        .with("before", others.before())
        .with("followUp", mail.followUp());
  }

  private static String condition(Scope scope) {
    return switch (scope) {
      case ALL -> "TRUE";
      case MAILBOX -> "mailbox = :mailbox";
      case DOMAIN -> "recipient_domain = :domain";
      case DOMAIN_OF_MAILBOX -> "mailbox = :mailbox AND recipient_domain = :domain";
      case PERSON -> "recipient = :recipient AND NOT transactional";
    };
  }
}
