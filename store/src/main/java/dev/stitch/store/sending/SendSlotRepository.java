package dev.stitch.store.sending;

import dev.stitch.store.Database;
import jakarta.inject.Singleton;
import java.time.Instant;

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

  private final Database database;

  public SendSlotRepository(Database database) {
    this.database = database;
  }

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
    return new SendAdmission(new SlotTable(database), now).ask(mail, planner);
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
