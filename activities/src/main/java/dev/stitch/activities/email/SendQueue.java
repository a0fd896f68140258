package dev.stitch.activities.email;

import dev.stitch.model.GateReason;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.Wait;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.sending.SendPlanner;
import dev.stitch.store.sending.SendRequest;
import dev.stitch.store.sending.SendSlot;
import dev.stitch.store.sending.SendSlotRepository;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Has mail wait until every gate lets it through. */
@Singleton
public class SendQueue {

  /** A shorter wait is not worth a timer. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  /** How soon a mail notices that its limit has been raised, at best. */
  private static final Duration SOONEST_LOOK = Duration.ofHours(1);

  /**
   * How late it notices that at worst: a hundred thousand that wait for months look again less than
   * once a second, all together.
   */
  private static final Duration LATEST_LOOK = Duration.ofDays(2);

  private final SendSlotRepository slots;
  private final SendGates gates;

  public SendQueue(SendSlotRepository slots, SendGates gates) {
    this.slots = slots;
    this.gates = gates;
  }

  /** Whether a mail or message leaves now. */
  public sealed interface Admission permits Leaves, Held {}

  /** It does; {@code at} is the moment that counts. */
  public record Leaves(Instant at) implements Admission {}

  /** Its step waits. */
  public record Held(Wait.Slot slot) implements Admission {}

  /**
   * Asks for the mail of a step; a slot that is near is waited for on the spot.
   *
   * @throws StepException {@code INVALID_CONFIG} when the step's window is none
   */
  Admission admit(StepContext context, Mailbox mailbox, OutgoingMail outgoing)
      throws StepException, InterruptedException {
    EmailMessage mail = outgoing.message();
    return admit(
        context,
        new SendRequest(
            context.effectKey(),
            mailbox.key(),
            context.runId(),
            mail.contactId(),
            mail.to().toLowerCase(Locale.ROOT),
            context.config().path("followUp").asBoolean(mail.inReplyTo() != null),
            outgoing.transactional()));
  }

  /**
   * As for a mail, for whatever is written to one person.
   *
   * @throws StepException {@code INVALID_CONFIG} when the step's window is none
   */
  public Admission admit(StepContext context, SendRequest request)
      throws StepException, InterruptedException {
    while (true) {
      SendSlot slot = ask(context, request);
      switch (slot) {
        case SendSlot.Now now -> {
          return new Leaves(now.at());
        }
        case SendSlot.Later later -> {
          if (later.left().compareTo(SHORT) > 0) {
            return new Held(wait(later, Instant.now()));
          }
          Thread.sleep(later.left());
        }
      }
    }
  }

  /** Mail that only the hours of the day hold needs no place among others, and no lock. */
  private SendSlot ask(StepContext context, SendRequest request) throws StepException {
    MailGates ofMail = gates.of(context, request);
    if (ofMail.needsLedger()) {
      return slots.ask(request, ofMail);
    }
    Instant now = Instant.now();
    SendPlanner.Plan plan = ofMail.alone(now, Duration.ZERO);
    return plan.at().isAfter(now)
        ? new SendSlot.Later(
            plan.at(), Duration.between(now, plan.at()), plan.reason(), plan.words())
        : new SendSlot.Now(now);
  }

  /** {@code now} is by our own clock, which is the one that the timer goes by. */
  static Wait.Slot wait(SendSlot.Later later, Instant now) {
    return new Wait.Slot(
        now.plus(firstLook(later)), now.plus(later.left()), later.limit(), later.reason());
  }

  /** Limits are raised and lifted, and places before it become free; hours change more seldom. */
  static Duration firstLook(SendSlot.Later later) {
    boolean hours = later.reason() == GateReason.WINDOW || later.reason() == GateReason.QUIET_HOURS;
    Duration look = hours ? later.left() : later.left().dividedBy(2);
    look = look.compareTo(SOONEST_LOOK) < 0 ? SOONEST_LOOK : look;
    look = look.compareTo(LATEST_LOOK) > 0 ? LATEST_LOOK : look;
    return later.left().compareTo(look) < 0 ? later.left() : look;
  }
}
