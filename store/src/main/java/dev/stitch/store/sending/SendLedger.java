package dev.stitch.store.sending;

import dev.stitch.store.sending.SendSlots.Counted;
import dev.stitch.store.sending.SendSlots.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What has left and what is to leave, as far as it counts for one mail: all that was released, and
 * the slots of those that go before it. A follow-up goes before first mails, and mails of the same
 * kind in the order of their slots.
 */
public final class SendLedger {

  /**
   * Which other mails a limit is about; those of a person only where they are not transactional.
   */
  public enum Scope {
    ALL,
    MAILBOX,
    DOMAIN,
    DOMAIN_OF_MAILBOX,
    PERSON
  }

  /** After so many gaps that are too narrow, a mail joins the end instead of trying more. */
  private static final int GAPS_TRIED = 12;

  /** Behind every slot: the mail has none yet. */
  static final Instant NONE_KEPT = Instant.parse("9999-01-01T00:00:00Z");

  private final SendSlots slots;
  private final SendRequest mail;
  private final Instant now;
  private final Instant before;
  private final Duration waited;

  /**
   * @param before the slot that the mail has already: mails of the same kind with later ones do not
   *     count; {@link #NONE_KEPT} when it has none
   */
  SendLedger(SendSlots slots, SendRequest mail, Instant now, Instant before, Duration waited) {
    this.slots = slots;
    this.mail = mail;
    this.now = now;
    this.before = before;
    this.waited = waited;
  }

  /** How long ago the mail was first asked for. */
  public Duration waited() {
    return waited;
  }

  /**
   * The first moment at or after {@code earliest} at which the mail makes no stretch of such a
   * length hold more than so many mails; of a long queue, the end.
   */
  public Instant room(Scope scope, int mails, Duration length, Instant earliest) {
    Instant at = earliest;
    for (int i = 0; i < GAPS_TRIED; i++) {
      Optional<Instant> full = slots.fullStretch(others(scope), mails, length, at);
      if (full.isEmpty()) {
        return at;
      }
      at = full.get().plus(length);
    }
    Instant tried = at;
    return keptSlot(at)
        .orElseGet(
            () ->
                later(
                    tried,
                    slots
                        .last(others(scope), mails, tried.minus(length))
                        .map(it -> it.at().plus(length))));
  }

  /**
   * The first moment at or after {@code earliest} that is far enough from the mails before and
   * after it; of a long queue, the end.
   *
   * @param gap from the key of a mail to the time that follows it
   * @param longest no gap is longer
   */
  public Instant apart(
      Scope scope, Function<String, Duration> gap, Duration longest, Instant earliest) {
    Instant at = earliest;
    for (int i = 0; i < GAPS_TRIED; i++) {
      Instant next = afterNeighbours(scope, gap, longest, at);
      if (next.equals(at)) {
        return at;
      }
      at = next;
    }
    Instant tried = at;
    return keptSlot(at)
        .orElseGet(
            () ->
                later(
                    tried,
                    slots
                        .last(others(scope), 1, tried.minus(longest))
                        .map(it -> it.at().plus(gap.apply(it.key())))));
  }

  /** The slot that the mail has already, where it is later: all before it have theirs. */
  private Optional<Instant> keptSlot(Instant tried) {
    return before.isAfter(tried) && !before.equals(NONE_KEPT)
        ? Optional.of(before)
        : Optional.empty();
  }

  private Instant afterNeighbours(
      Scope scope, Function<String, Duration> gap, Duration longest, Instant at) {
    Instant free = at;
    for (Sent neighbour : slots.neighbours(others(scope), longest, at)) {
      Instant after = neighbour.at().plus(gap.apply(neighbour.key()));
      boolean tooNear =
          neighbour.at().isAfter(at)
              ? at.plus(gap.apply(mail.key())).isAfter(neighbour.at())
              : after.isAfter(at);
      free = tooNear && after.isAfter(free) ? after : free;
    }
    return free;
  }

  private Counted others(Scope scope) {
    return new Counted(scope, mail, now, before);
  }

  private static Instant later(Instant at, Optional<Instant> other) {
    return other.filter(it -> it.isAfter(at)).orElse(at);
  }
}
