package dev.stitch.activities.email;

import dev.stitch.model.GateReason;
import dev.stitch.sending.Gate;
import dev.stitch.sending.RampUp;
import dev.stitch.step.StableFraction;
import dev.stitch.store.sending.ContactLimits;
import dev.stitch.store.sending.SendLedger;
import dev.stitch.store.sending.SendLedger.Scope;
import dev.stitch.store.sending.SendLimit;
import dev.stitch.store.sending.SendLimitRepository;
import dev.stitch.store.sending.SendRate;
import dev.stitch.store.sending.SendRequest;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Limits as gates: what the ledger holds says when they open. */
final class LimitGates {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private LimitGates() {}

  /** At most so many in any stretch of so long. */
  private record Room(
      SendLedger ledger, Scope scope, int mails, Duration length, GateReason reason, String words)
      implements Gate {
    @Override
    public Instant next(Instant earliest) {
      return ledger.room(scope, mails, length, earliest);
    }
  }

  /** A time between two mails, which is drawn for each of them. */
  private record Spacing(SendLedger ledger, Scope scope, int least, int most, String words)
      implements Gate {
    @Override
    public Instant next(Instant earliest) {
      return ledger.apart(scope, this::after, Duration.ofSeconds(most), earliest);
    }

    /** The same for everybody who asks, since all go by the keys of mails. */
    private Duration after(String key) {
      double drawn = least == most ? 0 : (most - least) * StableFraction.of(scope + key);
      return Duration.ofMillis((long) ((least + drawn) * 1_000));
    }

    @Override
    public GateReason reason() {
      return GateReason.SPACING;
    }
  }

  static List<Gate> of(SendLimitRepository.Applied limit, SendRequest mail, SendLedger ledger) {
    boolean all = limit.mailbox().equals(SendLimit.ALL);
    String whose = all ? "all mail: " : "";
    Scope scope = all ? Scope.ALL : Scope.MAILBOX;
    SendRate rate = limit.rate();
    List<Gate> gates = new ArrayList<>();
    if (rate.spacingSeconds() != null) {
      gates.add(spacing(rate, whose, scope, ledger));
    }
    addRoom(gates, rate.perHour(), HOUR, scope, whose + rate.perHour() + " an hour", ledger);
    addRoom(gates, rate.perDay(), DAY, scope, whose + rate.perDay() + " a day", ledger);
    if (rate.rampUp() != null) {
      int perDay = perDay(rate.rampUp(), limit.sendingDays());
      String words = whose + "ramping up, now " + perDay + " a day";
      gates.add(new Room(ledger, scope, perDay, DAY, GateReason.RAMP_UP, words));
    }
    if (rate.perDomain() != null) {
      Scope domain = all ? Scope.DOMAIN : Scope.DOMAIN_OF_MAILBOX;
      Integer perHour = rate.perDomain().perHour();
      Integer perDay = rate.perDomain().perDay();
      String to = " to " + mail.domain();
      addRoom(gates, perHour, HOUR, domain, whose + perHour + " an hour" + to, ledger);
      addRoom(gates, perDay, DAY, domain, whose + perDay + " a day" + to, ledger);
    }
    return gates;
  }

  static Gate ofPerson(ContactLimits.Limit limit, SendLedger ledger) {
    return new Room(
        ledger,
        Scope.PERSON,
        limit.max(),
        limit.period(),
        GateReason.PERSON_CAP,
        "%d to one person in %s".formatted(limit.max(), limit.periodText()));
  }

  /** Mails in any day of a mailbox that is ramped up. */
  static int perDay(SendRate.Ramp ramp, int sendingDays) {
    return new RampUp(ramp.start(), ramp.increment(), ramp.percent(), ramp.max())
        .perDay(sendingDays);
  }

  private static Gate spacing(SendRate rate, String whose, Scope scope, SendLedger ledger) {
    int least = rate.spacingSeconds();
    int most = rate.spacingMaxSeconds() == null ? least : rate.spacingMaxSeconds();
    String words = least == most ? least + " s apart" : least + " to " + most + " s apart";
    return new Spacing(ledger, scope, least, most, whose + words);
  }

  private static void addRoom(
      List<Gate> gates,
      @Nullable Integer mails,
      Duration length,
      Scope scope,
      String words,
      SendLedger ledger) {
    if (mails != null) {
      boolean ofDomain = scope == Scope.DOMAIN || scope == Scope.DOMAIN_OF_MAILBOX;
      GateReason reason = ofDomain ? GateReason.DOMAIN_CAP : GateReason.MAILBOX_CAP;
      gates.add(new Room(ledger, scope, mails, length, reason, words));
    }
  }
}
