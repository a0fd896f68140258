package dev.stitch.activities.email;

import dev.stitch.model.GateReason;
import dev.stitch.step.StepContext;
import dev.stitch.step.Wait;
import dev.stitch.store.sending.SendSlot;
import dev.stitch.store.sending.SendSlotRepository;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Has mail wait for its slot under the limits of its mailbox. */
@Singleton
public class SendQueue {

  /** A shorter wait is not worth a timer. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  /** How soon a mail notices that its limit has been raised. */
  private static final Duration LOOK_AGAIN = Duration.ofHours(1);

  private final SendSlotRepository slots;

  public SendQueue(SendSlotRepository slots) {
    this.slots = slots;
  }

  /** Whether a mail leaves now. */
  sealed interface Admission permits Leaves, Held {}

  /** It does; {@code at} is the moment that counts. */
  record Leaves(Instant at) implements Admission {}

  /** Its step waits. */
  record Held(Wait.Slot slot) implements Admission {}

  /** Asks for the mail of a step; a slot that is near is waited for on the spot. */
  Admission admit(StepContext context, Mailbox mailbox) throws InterruptedException {
    while (true) {
      SendSlot slot = slots.ask(context.effectKey(), mailbox.key(), context.runId());
      switch (slot) {
        case SendSlot.Now now -> {
          return new Leaves(now.at());
        }
        case SendSlot.Later later -> {
          if (later.left().compareTo(SHORT) > 0) {
            return new Held(wait(later));
          }
          Thread.sleep(later.left());
        }
      }
    }
  }

  private static Wait.Slot wait(SendSlot.Later later) {
    // By our own clock, which is the one that the timer goes by.
    Instant now = Instant.now();
    Duration first = later.left().compareTo(LOOK_AGAIN) < 0 ? later.left() : LOOK_AGAIN;
    return new Wait.Slot(
        now.plus(first), now.plus(later.left()), later.limit(), GateReason.MAILBOX_CAP);
  }
}
