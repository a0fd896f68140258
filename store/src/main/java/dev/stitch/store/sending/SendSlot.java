package dev.stitch.store.sending;

import dev.stitch.model.GateReason;
import java.time.Duration;
import java.time.Instant;

/** Whether a mail may leave now. */
public sealed interface SendSlot {

  /**
   * It may.
   *
   * @param at the moment at which it counts
   */
  record Now(Instant at) implements SendSlot {}

  /**
   * It has its slot later, and the place for it is kept.
   *
   * @param at when, as things stand
   * @param left how long that is from now, by the clock of the database
   * @param reason which gate holds it
   * @param limit what holds it, in words
   */
  record Later(Instant at, Duration left, GateReason reason, String limit) implements SendSlot {}
}
