package dev.stitch.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that holds one mail back. */
public record Gates(List<Gate> gates) {

  /**
   * More rounds than gates that are open at some time need. What comes out of one that gives up is
   * a plan all the same: whoever comes then asks again.
   */
  private static final int MOST_ROUNDS = 200;

  public Gates {
    gates = List.copyOf(gates);
  }

  /**
   * When a mail may pass.
   *
   * @param at the earliest moment
   * @param heldBy the gate that puts it off by most; null when it may pass at once
   * @param found whether all gates are open then; otherwise the search was given up there, since
   *     they are open at different times, e.g. a window that lies in quiet hours
   */
  public record Passage(Instant at, @Nullable Gate heldBy, boolean found) {}

  /**
   * The first moment at or after {@code earliest} at which all gates are open: each puts the mail
   * off until none does any more. Where the spread after an opening leads past the few minutes for
   * which all are open, it is left out.
   */
  public Passage earliest(Instant earliest) {
    Passage spread = search(gates, earliest);
    if (spread.found()) {
      return spread;
    }
    Passage atOpening = search(gates.stream().map(Gate::atOpening).toList(), earliest);
    return atOpening.found() ? atOpening : spread;
  }

  private static Passage search(List<Gate> gates, Instant earliest) {
    Instant at = earliest;
    Gate heldBy = null;
    Duration longest = Duration.ZERO;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Instant before = at;
      for (Gate gate : gates) {
        Instant next = gate.next(at);
        Duration hold = Duration.between(at, next);
        if (hold.compareTo(longest) > 0) {
          longest = hold;
          heldBy = gate;
        }
        at = next;
      }
      if (at.equals(before)) {
        return new Passage(at, heldBy, true);
      }
    }
    return new Passage(at, heldBy, false);
  }
}
