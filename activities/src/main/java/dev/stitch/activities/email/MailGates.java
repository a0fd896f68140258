package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.GateReason;
import dev.stitch.model.StepException;
import dev.stitch.sending.Gate;
import dev.stitch.sending.Gates;
import dev.stitch.sending.HoursGate;
import dev.stitch.sending.SendHours;
import dev.stitch.store.sending.ContactHoldRepository.Hold;
import dev.stitch.store.sending.ContactLimits;
import dev.stitch.store.sending.SendLedger;
import dev.stitch.store.sending.SendLimitRepository;
import dev.stitch.store.sending.SendPlanner;
import dev.stitch.store.sending.SendRequest;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The gates of one mail, as they stand when it asks. Decides by nothing but what it was given.
 *
 * @param hours those that open and close by the clock
 * @param pause what somebody has stopped, or null
 */
record MailGates(
    SendRequest mail,
    List<Gate> hours,
    List<SendLimitRepository.Applied> ofMailbox,
    List<ContactLimits.Limit> ofPerson,
    @Nullable Pause pause)
    implements SendPlanner {

  /** What is paused is resumed by a person; whoever waits for that looks ever more seldom. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(15);

  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  /** Something stopped until a person has it go on; {@code words} say why. */
  record Pause(GateReason reason, String words) {}

  /**
   * All that stands about a mail outside of its step.
   *
   * @param hold of its contact, or null
   * @param ofMailbox limits that apply to its mailbox
   * @param pause of its template or mailbox, or null
   */
  record Standing(
      ContactLimits people,
      @Nullable Hold hold,
      List<SendLimitRepository.Applied> ofMailbox,
      @Nullable Pause pause) {}

  /**
   * What holds a mail.
   *
   * @param config of its step
   * @param contact as expressions see it
   * @throws StepException {@code INVALID_CONFIG} when the step's window is none
   */
  static MailGates of(JsonNode config, JsonNode contact, SendRequest mail, Standing standing)
      throws StepException {
    ContactLimits ofPeople = standing.people();
    ZoneId zone =
        SendHours.zoneOf(contact.path("timezone").textValue(), ofPeople.defaultTimezone());
    List<Gate> hours = new ArrayList<>();
    if (standing.hold() != null && !mail.transactional()) {
      hours.add(HoldGate.of(standing.hold()));
    }
    JsonNode window = config.path("window");
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
    return new MailGates(
        mail,
        hours,
        standing.ofMailbox(),
        mail.transactional() ? List.of() : ofPeople.limits(),
        standing.pause());
  }

  private static SendHours window(JsonNode window, ZoneId zone) throws StepException {
    try {
      return SendHours.read(window, zone);
    } catch (IllegalArgumentException e) {
      throw new StepException(FailureCode.INVALID_CONFIG, "window: " + e.getMessage(), e);
    }
  }

  /** Whether it depends on what else leaves, or on how long it has waited. */
  boolean needsLedger() {
    return !ofMailbox.isEmpty() || !ofPerson.isEmpty() || pause != null;
  }

  @Override
  public Plan alone(Instant now, Duration waited) {
    return pause == null
        ? plan(now, hours)
        : new Plan(now.plus(untilResumed(waited)), pause.reason(), pause.words());
  }

  @Override
  public Plan plan(Instant now, SendLedger ledger) {
    if (pause != null) {
      return alone(now, ledger.waited());
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
        : new Plan(
            passage.at(),
            heldBy.reason(),
            passage.found()
                ? heldBy.words()
                : heldBy.words() + "; no time is known at which nothing else holds it");
  }

  private static Duration untilResumed(Duration waited) {
    Duration pause = waited.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : waited;
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
