package dev.stitch.store.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides whether a mail leaves now, or which slot it has; whoever calls sees to it that no other
 * decision comes in between.
 */
public final class SendAdmission {

  /** A retry within this time goes on with what it was given; a later one asks again. */
  private static final Duration RETRIED = Duration.ofMinutes(10);

  private final SendSlots slots;
  private final Instant now;

  public SendAdmission(SendSlots slots, Instant now) {
    this.slots = slots;
    this.now = now;
  }

  /** As {@link SendSlotRepository#ask}. */
  public SendSlot ask(SendRequest mail, SendPlanner planner) {
    Optional<SendSlots.Slot> mine = slots.find(mail.key());
    Duration waited = mine.map(slot -> Duration.between(slot.askedAt(), now)).orElse(Duration.ZERO);
    // Its place among others stays its own for a while; no hour, pause or absence waits for it.
    if (mine.isPresent()
        && mine.get().released()
        && mine.get().at().isAfter(now.minus(RETRIED))
        && !planner.alone(now, waited).at().isAfter(now)) {
      slots.put(mail, now, true);
      return new SendSlot.Now(now);
    }
    SendPlanner.Plan plan = plan(mail, planner, mine, waited);
    boolean released = !plan.at().isAfter(now);
    slots.put(mail, plan.at(), released);
    if (!released) {
      return new SendSlot.Later(
          plan.at(), Duration.between(now, plan.at()), plan.reason(), plan.words());
    }
    if (planner.countsDays()) {
      slots.countSendingDay(mail.mailbox());
    }
    return new SendSlot.Now(now);
  }

  private SendPlanner.Plan plan(
      SendRequest mail, SendPlanner planner, Optional<SendSlots.Slot> mine, Duration waited) {
    Optional<Instant> kept = mine.filter(slot -> !slot.released()).map(SendSlots.Slot::at);
    SendPlanner.Plan plan =
        planner.plan(now, ledger(mail, kept.orElse(SendLedger.NONE_KEPT), waited));
    boolean missed = kept.isPresent() && !kept.get().isAfter(now) && plan.at().isAfter(now);
    // Were all that missed their slot to wait for the same moment, they would meet there again.
    return missed && slots.othersWaitBy(mail.key(), plan.at())
        ? planner.plan(now, ledger(mail, SendLedger.NONE_KEPT, waited))
        : plan;
  }

  private SendLedger ledger(SendRequest mail, Instant before, Duration waited) {
    return new SendLedger(slots, mail, now, before, waited);
  }
}
