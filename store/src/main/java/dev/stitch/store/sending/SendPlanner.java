package dev.stitch.store.sending;

import dev.stitch.model.GateReason;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;

/** Decides when a mail may leave, by all that holds it. */
public interface SendPlanner {

  /**
   * When a mail may leave.
   *
   * @param at the earliest moment, not before the one that was asked for
   * @param reason which gate holds it; null when it may leave at once
   * @param words what holds it, in words; likewise
   */
  record Plan(Instant at, @Nullable GateReason reason, @Nullable String words) {}

  /**
   * @param now by the clock of the database
   * @param ledger what has left and is to leave; to be asked only during this call
   */
  Plan plan(Instant now, SendLedger ledger);

  /**
   * When it may leave by what is about it alone, whatever else leaves: the hours of the day,
   * absences, pauses.
   *
   * @param waited how long ago the mail was first asked for
   */
  Plan alone(Instant now, Duration waited);

  /** Whether a limit of the mail goes by the days on which something has left. */
  boolean countsDays();
}
