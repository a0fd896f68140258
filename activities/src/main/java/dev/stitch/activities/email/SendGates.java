package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.GateReason;
import dev.stitch.model.StepException;
import dev.stitch.sending.Gate;
import dev.stitch.sending.Gates;
import dev.stitch.sending.HoursGate;
import dev.stitch.sending.SendHours;
import dev.stitch.step.StepContext;
import dev.stitch.store.sending.ContactHoldRepository;
import dev.stitch.store.sending.ContactLimitRepository;
import dev.stitch.store.sending.ContactLimits;
import dev.stitch.store.sending.MailboxPauseRepository;
import dev.stitch.store.sending.SendLedger;
import dev.stitch.store.sending.SendLimitRepository;
import dev.stitch.store.sending.SendPlanner;
import dev.stitch.store.sending.SendRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** All that may hold a mail: its window, the hours and absence of people, limits. */
@Singleton
class SendGates {

  /** A paused mailbox is resumed by a person; whoever waits for that looks ever more seldom. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(15);

  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private final SendLimitRepository limits;
  private final ContactLimitRepository contactLimits;
  private final MailboxPauseRepository pauses;
  private final ContactHoldRepository holds;

  SendGates(
      SendLimitRepository limits,
      ContactLimitRepository contactLimits,
      MailboxPauseRepository pauses,
      ContactHoldRepository holds) {
    this.limits = limits;
    this.contactLimits = contactLimits;
    this.pauses = pauses;
    this.holds = holds;
  }

  /**
   * What holds a mail now.
   *
   * @throws StepException {@code INVALID_CONFIG} when the step's window is none
   */
  OfMail of(StepContext context, SendRequest mail) throws StepException {
    ContactLimits ofPeople = contactLimits.get();
    ZoneId zone =
        SendHours.zoneOf(
            context.variables().path("contact").path("timezone").textValue(),
            ofPeople.defaultTimezone());
    List<Gate> hours = new ArrayList<>();
    if (!mail.transactional()) {
      context.contactId().flatMap(holds::of).map(HoldGate::of).ifPresent(hours::add);
    }
    JsonNode window = context.config().path("window");
    if (window.isObject()) {
      hours.add(
          new HoursGate(
              window(window, zone), mail.key(), GateReason.WINDOW, "its window is closed"));
    }
    ContactLimits.QuietHours quiet = ofPeople.quietHours();
    if (quiet != null && !mail.transactional()) {
      hours.add(
          new HoursGate(
              SendHours.outside(quiet.from(), quiet.to(), zone),
              mail.key(),
              GateReason.QUIET_HOURS,
              "quiet from %s to %s".formatted(quiet.from(), quiet.to())));
    }
    return new OfMail(
        mail,
        hours,
        limits.applying(mail.mailbox()),
        mail.transactional() ? List.of() : ofPeople.limits(),
        pauses.reason(mail.mailbox()).orElse(null));
  }

  private static SendHours window(JsonNode window, ZoneId zone) throws StepException {
    try {
      return SendHours.read(window, zone);
    } catch (IllegalArgumentException e) {
      throw new StepException(FailureCode.INVALID_CONFIG, "window: " + e.getMessage(), e);
    }
  }

  /**
   * The gates of one mail, as they stand when it asks.
   *
   * @param hours those that open and close by the clock
   * @param paused why its mailbox is paused, or null
   */
  record OfMail(
      SendRequest mail,
      List<Gate> hours,
      List<SendLimitRepository.Applied> ofMailbox,
      List<ContactLimits.Limit> ofPerson,
      @Nullable String paused)
      implements SendPlanner {

    /** Whether it depends on what else leaves. */
    boolean needsLedger() {
      return !ofMailbox.isEmpty() || !ofPerson.isEmpty() || paused != null;
    }

    Plan byHours(Instant now) {
      return plan(now, hours);
    }

    @Override
    public Plan plan(Instant now, SendLedger ledger) {
      if (paused != null) {
        return new Plan(now.plus(untilResumed(ledger.waited())), GateReason.MAILBOX_PAUSED, paused);
      }
      List<Gate> gates = new ArrayList<>(hours);
      ofMailbox.forEach(limit -> gates.addAll(LimitGates.of(limit, mail, ledger)));
      ofPerson.forEach(limit -> gates.add(LimitGates.ofPerson(limit, ledger)));
      return plan(now, gates);
    }

    @Override
    public boolean countsDays() {
      return ofMailbox.stream().anyMatch(limit -> limit.rate().rampUp() != null);
    }

    private static Plan plan(Instant now, List<Gate> gates) {
      Gates.Passage passage = new Gates(gates).earliest(now);
      Gate heldBy = passage.heldBy();
      return heldBy == null
          ? new Plan(now, null, null)
          : new Plan(passage.at(), heldBy.reason(), heldBy.words());
    }
  }

  private static Duration untilResumed(Duration waited) {
    Duration pause = waited.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : waited;
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
