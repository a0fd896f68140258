package dev.stitch.store.sending;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Table {@code send_slots}: when mail under a limit has left, or is to leave.
 *
 * <p>Two things are told apart. A <em>slot</em> is a place in the queue: a mail that comes too
 * early gets the first one that is free, or one behind all others. Being <em>released</em> is the
 * permission to leave: it is given at one moment, under one lock, by what was released before and
 * what goes first. So the limits hold exactly, also when slots were missed, taken early or given
 * out under other limits.
 */
@Singleton
public class SendSlotRepository {

  /** Key of the advisory lock: any number that nothing else in this database uses. */
  private static final long LOCK = 7_365_910_204_417L;

  /** A retry within this time goes on with what it was given; a later one asks again. */
  private static final Duration RETRIED = Duration.ofMinutes(10);

  private final Database database;

  public SendSlotRepository(Database database) {
    this.database = database;
  }

  private record Slot(Instant at, boolean released, Instant askedAt) {}

  /**
   * Asks for a mail whether it may leave now. It is to leave at once then; and to ask again when
   * its place has come otherwise. Asking again with the same key moves a mail and never counts it
   * twice.
   */
  public SendSlot ask(SendRequest mail, SendPlanner planner) {
    return database.transaction(() -> askLocked(mail, planner));
  }

  private SendSlot askLocked(SendRequest mail, SendPlanner planner) {
    Instant now =
        database
            .first(
                "SELECT pg_advisory_xact_lock(?), clock_timestamp() AS now",
                row -> row.instant("now"),
                LOCK)
            .orElseThrow();
    Optional<Slot> mine = slot(mail.key());
    if (mine.isPresent() && mine.get().released() && mine.get().at().isAfter(now.minus(RETRIED))) {
      put(mail, now, true);
      return new SendSlot.Now(now);
    }
    SendPlanner.Plan plan = plan(mail, planner, now, mine);
    boolean released = !plan.at().isAfter(now);
    put(mail, plan.at(), released);
    if (!released) {
      return new SendSlot.Later(
          plan.at(), Duration.between(now, plan.at()), plan.reason(), plan.words());
    }
    if (planner.countsDays()) {
      countSendingDay(mail.mailbox());
    }
    return new SendSlot.Now(now);
  }

  private SendPlanner.Plan plan(
      SendRequest mail, SendPlanner planner, Instant now, Optional<Slot> mine) {
    Duration waited = mine.map(slot -> Duration.between(slot.askedAt(), now)).orElse(Duration.ZERO);
    Optional<Instant> kept = mine.filter(slot -> !slot.released()).map(Slot::at);
    SendPlanner.Plan plan =
        planner.plan(
            now, new SendLedger(database, mail, now, kept.orElse(SendLedger.NONE_KEPT), waited));
    boolean missed = kept.isPresent() && !kept.get().isAfter(now) && plan.at().isAfter(now);
    // Were all that missed their slot to wait for the same moment, they would meet there again.
    return missed && othersWaitBy(mail.key(), plan.at())
        ? planner.plan(now, new SendLedger(database, mail, now, SendLedger.NONE_KEPT, waited))
        : plan;
  }

  private boolean othersWaitBy(String key, Instant moment) {
    return database.exists(
        Sql.of(
                "SELECT 1 FROM send_slots WHERE effect_key <> :key AND NOT released AND slot_at <="
                    + " :moment AND slot_at > :moment::timestamptz - interval '1 day' LIMIT 1")
            .with("key", key)
            .with("moment", moment));
  }

  private Optional<Slot> slot(String key) {
    return database.first(
        "SELECT slot_at, released, asked_at FROM send_slots WHERE effect_key = ?",
        row -> new Slot(row.instant("slot_at"), row.flag("released"), row.instant("asked_at")),
        key);
  }

  private void put(SendRequest mail, Instant at, boolean released) {
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
                    follow_up = EXCLUDED.follow_up, transactional = EXCLUDED.transactional
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

  /** A ramp-up goes on by the days on which something left, however much that was. */
  private void countSendingDay(String mailbox) {
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

  /** Forgets what counts no more, and gives up the slots of runs that ended meanwhile. */
  public void prune() {
    database.update(
        """
        DELETE FROM send_slots
        WHERE slot_at < now() - greatest(interval '2 days', (SELECT max(period_seconds)
            FROM contact_limits) * interval '1 second')
        """);
    database.update(
        """
        DELETE FROM send_slots s USING workflow_runs r
        WHERE NOT s.released AND r.id = s.run_id AND r.completed_at IS NOT NULL
        """);
  }
}
