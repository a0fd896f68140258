package dev.stitch.store.sending;

import dev.stitch.store.sending.SendLedger.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where slots are kept. What is decided by them is in {@link SendAdmission} and {@link SendLedger},
 * so that a test with slots in memory tries the same decisions as the table serves. Whoever asks is
 * alone with them until the answer is kept.
 */
public interface SendSlots {

  /**
   * The place of a mail.
   *
   * @param at when it left, or is to leave
   * @param askedAt when it was asked for first
   */
  record Slot(Instant at, boolean released, Instant askedAt) {}

  /** A mail that left, or is to leave. */
  record Sent(String key, Instant at) {}

  /**
   * The other mails that count for one: of the scope, all that was released, and the slots of those
   * that go before it. A follow-up goes before first mails, and mails of the same kind in the order
   * of their slots.
   *
   * @param before the slot of the mail itself: the later ones of the same kind do not count
   */
  record Counted(Scope scope, SendRequest mail, Instant now, Instant before) {}

  Optional<Slot> find(String key);

  void put(SendRequest mail, Instant at, boolean released);

  /** Whether others have waited, for less than a day, for a slot that has come by a moment. */
  boolean othersWaitBy(String key, Instant moment);

  /** A ramp-up goes on by the days on which something left, however much that was. */
  void countSendingDay(String mailbox);

  /**
   * Where the first stretch of such a length begins that holds {@code at} and so many others
   * already; empty when none does.
   */
  Optional<Instant> fullStretch(Counted others, int mails, Duration length, Instant at);

  /** The last at or before a moment and the first after it, each nearer than {@code longest}. */
  List<Sent> neighbours(Counted others, Duration longest, Instant at);

  /** The last but so many, of those since a moment. */
  Optional<Sent> last(Counted others, int mails, Instant since);
}
