package dev.stitch.store.sending;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Table {@code send_slots}: when mail under a limit has left, or is to leave.
 *
 * <p>Two things are told apart. A <em>slot</em> is a place in the queue: a mail that comes too
 * early gets one after all others. Being <em>released</em> is the permission to leave: it is given
 * at one moment, under one lock, by what was released before and nothing else. So the limits hold
 * exactly, also when slots were missed, taken early or given out under other limits.
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

  /** Behind every slot. */
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  /** At most so many mails in any stretch of so long. */
  private record Window(int mails, Duration length) {}

  private record Limit(String mailbox, SendRate rate) {

    List<Window> windows() {
      List<Window> windows = new ArrayList<>();
      if (rate.spacingSeconds() != null) {
        windows.add(new Window(1, Duration.ofSeconds(rate.spacingSeconds())));
      }
      if (rate.perHour() != null) {
        windows.add(new Window(rate.perHour(), Duration.ofHours(1)));
      }
      if (rate.perDay() != null) {
        windows.add(new Window(rate.perDay(), Duration.ofDays(1)));
      }
      return windows;
    }

    String words() {
      return mailbox.equals(SendLimit.ALL) ? "all mail: " + rate.words() : rate.words();
    }
  }

  private record Slot(Instant at, boolean released) {}

  /**
   * Asks for a mail whether it may leave now. It is to leave at once then; and to ask again when
   * its place has come otherwise. Asking again with the same key moves a mail and never counts it
   * twice.
   *
   * @param key of the outward act
   * @param mailbox as in {@link SendLimit}
   */
  public SendSlot ask(String key, String mailbox, @Nullable UUID runId) {
    return limits(mailbox).isEmpty()
        ? new SendSlot.Now(Instant.now())
        : database.transaction(() -> askLocked(key, mailbox, runId));
  }

  private SendSlot askLocked(String key, String mailbox, @Nullable UUID runId) {
    database.exists("SELECT 1 FROM pg_advisory_xact_lock(?)", LOCK);
    List<Limit> limits = limits(mailbox);
    Instant now =
        database.first("SELECT clock_timestamp() AS now", row -> row.instant("now")).orElseThrow();
    Optional<Slot> mine = slot(key);
    if (mine.isPresent() && mine.get().released() && mine.get().at().isAfter(now.minus(RETRIED))) {
      put(key, mailbox, runId, now, true);
      return new SendSlot.Now(now);
    }
    Optional<Instant> kept = mine.filter(slot -> !slot.released()).map(Slot::at);
    Place place = place(key, limits, now, kept);
    put(key, mailbox, runId, place.at(), place.isNow(now));
    return place.isNow(now)
        ? new SendSlot.Now(now)
        : new SendSlot.Later(place.at(), Duration.between(now, place.at()), place.limit());
  }

  private record Place(Instant at, @Nullable String limit) {

    boolean isNow(Instant now) {
      return !at.isAfter(now);
    }

    Place later(Place other) {
      return other.at().isAfter(at) ? other : this;
    }
  }

  private Place place(String key, List<Limit> limits, Instant now, Optional<Instant> kept) {
    if (kept.isEmpty()) {
      return earliest(key, limits, now, LAST);
    }
    Instant slot = kept.get();
    Place place = earliest(key, limits, now, slot);
    boolean crowded = !slot.isAfter(now) && !place.isNow(now) && othersWaitBy(key, place.at());
    // Were all that missed their slot to wait for the same moment, they would meet there again.
    return crowded ? earliest(key, limits, now, LAST) : place;
  }

  /** The earliest moment that every limit allows, behind those whose slots come before one. */
  private Place earliest(String key, List<Limit> limits, Instant now, Instant before) {
    Place place = new Place(now, null);
    for (Limit limit : limits) {
      for (Window window : limit.windows()) {
        place = place.later(after(key, limit, window, now, before));
      }
    }
    return place;
  }

  /** When the window has passed since its last mail but so many. */
  private Place after(String key, Limit limit, Window window, Instant now, Instant before) {
    return database
        .first(
            Sql.of(
                    """
                    SELECT slot_at FROM send_slots
                    WHERE effect_key <> :key AND (:ofAll OR mailbox = :mailbox) AND slot_at > :since
                        AND (released OR slot_at > :now AND slot_at < :before)
                    ORDER BY slot_at DESC OFFSET :others LIMIT 1
                    """)
                .with("key", key)
                .with("ofAll", limit.mailbox().equals(SendLimit.ALL))
                .with("mailbox", limit.mailbox())
                .with("since", now.minus(window.length()))
                .with("now", now)
                .with("before", before)
                .with("others", window.mails() - 1),
            row -> row.instant("slot_at"))
        .map(last -> new Place(last.plus(window.length()), limit.words()))
        .orElse(new Place(now, null));
  }

  private boolean othersWaitBy(String key, Instant moment) {
    return database.exists(
        Sql.of(
                "SELECT 1 FROM send_slots WHERE effect_key <> :key AND NOT released AND slot_at <="
                    + " :moment AND slot_at > :moment::timestamptz - interval '1 day' LIMIT 1")
            .with("key", key)
            .with("moment", moment));
  }

  private List<Limit> limits(String mailbox) {
    return database.list(
        "SELECT mailbox, per_hour, per_day, spacing_seconds FROM send_limits"
            + " WHERE mailbox IN (?, 'all')",
        row ->
            new Limit(
                row.text("mailbox"),
                new SendRate(
                    row.numberOrNull("per_hour"),
                    row.numberOrNull("per_day"),
                    row.numberOrNull("spacing_seconds"))),
        mailbox);
  }

  private Optional<Slot> slot(String key) {
    return database.first(
        "SELECT slot_at, released FROM send_slots WHERE effect_key = ?",
        row -> new Slot(row.instant("slot_at"), row.flag("released")),
        key);
  }

  private void put(String key, String mailbox, @Nullable UUID runId, Instant at, boolean released) {
    database.update(
        Sql.of(
                """
                INSERT INTO send_slots (effect_key, mailbox, run_id, slot_at, released)
                VALUES (:key, :mailbox, :runId, :at, :released)
                ON CONFLICT (effect_key) DO UPDATE SET
                    mailbox = EXCLUDED.mailbox, run_id = EXCLUDED.run_id, slot_at = EXCLUDED.slot_at,
                    released = EXCLUDED.released
                """)
            .with("key", key)
            .with("mailbox", mailbox)
            .with("runId", runId)
            .with("at", at)
            .with("released", released));
  }

  /** Forgets what counts no more, and gives up the slots of runs that ended meanwhile. */
  public void prune() {
    database.update("DELETE FROM send_slots WHERE slot_at < now() - interval '2 days'");
    database.update(
        """
        DELETE FROM send_slots s USING workflow_runs r
        WHERE NOT s.released AND r.id = s.run_id AND r.completed_at IS NOT NULL
        """);
  }
}
