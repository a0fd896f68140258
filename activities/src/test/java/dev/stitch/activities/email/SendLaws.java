package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.sending.ContactLimits;
import dev.stitch.store.sending.SendRate;
import dev.stitch.store.sending.SendRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What must hold of every mail at the moment at which it leaves, found by counting and by looking
 * at the clock: in another way than what is tried.
 */
final class SendLaws {

  private final List<Left> left = new ArrayList<>();
  private final Map<String, Ramp> ramps = new HashMap<>();

  /** Days on which something was released while a mailbox was ramped up. */
  private record Ramp(Set<LocalDate> days) {}

  /**
   * A mail that leaves.
   *
   * @param config of its step
   * @param again whether an earlier attempt was released, and died
   */
  record Left(Instant at, SendRequest mail, JsonNode config, ZoneId zone, boolean again) {}

  /**
   * What holds when it leaves.
   *
   * @param rates limits by mailbox, {@code all} among them
   * @param forbidden in words, what forbids it; empty when nothing does
   */
  record Law(Map<String, SendRate> rates, ContactLimits people, List<String> forbidden) {}

  List<Left> left() {
    return left;
  }

  /** A limit with a ramp-up was set or lifted. */
  void ramp(String mailbox, SendRate rate) {
    if (rate == null || rate.rampUp() == null) {
      ramps.remove(mailbox);
    } else {
      ramps.computeIfAbsent(mailbox, same -> new Ramp(new HashSet<>()));
    }
  }

  /** Also what is refused at the last moment, or by the server, makes a day of sending. */
  void released(SendRequest mail, Instant at) {
    LocalDate day = at.atOffset(ZoneOffset.UTC).toLocalDate();
    ramps.forEach(
        (mailbox, ramp) -> {
          if (mailbox.equals("all") || mailbox.equals(mail.mailbox())) {
            ramp.days().add(day);
          }
        });
  }

  void leaves(Left mail, Law law) {
    left.add(mail);
    assertThat(law.forbidden()).as("%s leaves", mail).isEmpty();
    assertThat(isOpen(mail.config().path("window"), mail.at(), mail.zone()))
        .as("%s leaves within its window: %s", mail, mail.at().atZone(mail.zone()))
        .isTrue();
    ContactLimits.QuietHours quiet = law.people().quietHours();
    if (!mail.mail().transactional()) {
      if (quiet != null) {
        assertThat(isQuiet(quiet, mail.at(), mail.zone()))
            .as("%s leaves in quiet hours %s", mail, quiet)
            .isFalse();
      }
      for (ContactLimits.Limit limit : law.people().limits()) {
        atMost(limit.max(), limit.period(), mail, "to one person", this::sameOpenPerson);
      }
    }
    law.rates().forEach((mailbox, rate) -> rate(mailbox, rate, mail));
  }

  private boolean sameOpenPerson(Left other) {
    return !other.mail().transactional()
        && other.mail().recipient().equals(left.getLast().mail().recipient());
  }

  private void rate(String mailbox, SendRate rate, Left mail) {
    boolean all = mailbox.equals("all");
    if (!all && !mailbox.equals(mail.mail().mailbox())) {
      return;
    }
    Predicate<Left> scope = other -> all || other.mail().mailbox().equals(mailbox);
    Predicate<Left> domain = scope.and(other -> other.mail().domain().equals(mail.mail().domain()));
    if (rate.perHour() != null) {
      atMost(rate.perHour(), Duration.ofHours(1), mail, mailbox, scope);
    }
    if (rate.perDay() != null) {
      atMost(rate.perDay(), Duration.ofDays(1), mail, mailbox, scope);
    }
    if (rate.perDomain() != null && rate.perDomain().perHour() != null) {
      atMost(rate.perDomain().perHour(), Duration.ofHours(1), mail, mailbox + " domain", domain);
    }
    if (rate.perDomain() != null && rate.perDomain().perDay() != null) {
      atMost(rate.perDomain().perDay(), Duration.ofDays(1), mail, mailbox + " domain", domain);
    }
    if (rate.spacingSeconds() != null && !mail.again()) {
      // A retry keeps its place (decision 34), so it may be nearer to a third.
      Predicate<Left> apart = scope.and(other -> !other.again());
      atMost(1, Duration.ofSeconds(rate.spacingSeconds()), mail, mailbox + " spacing", apart);
    }
    if (rate.rampUp() != null) {
      Set<LocalDate> days = ramps.get(mailbox).days();
      LocalDate today = mail.at().atOffset(ZoneOffset.UTC).toLocalDate();
      long before = days.stream().filter(day -> day.isBefore(today)).count();
      atMost(perDay(rate.rampUp(), before), Duration.ofDays(1), mail, mailbox + " ramp-up", scope);
    }
  }

  private static int perDay(SendRate.Ramp ramp, long days) {
    double perDay = ramp.start();
    for (long day = 0; day < days; day++) {
      perDay += ramp.percent() ? Math.ceil(perDay * ramp.increment() / 100) : ramp.increment();
      perDay = Math.min(perDay, ramp.max());
    }
    return (int) perDay;
  }

  private void atMost(int mails, Duration length, Left mail, String what, Predicate<Left> scope) {
    long count =
        left.stream()
            .filter(other -> other.at().isAfter(mail.at().minus(length)))
            .filter(scope.or(mail::equals))
            .count();
    assertThat(count)
        .as("mails of %s in the %s before %s", what, length, mail)
        .isLessThanOrEqualTo(mails);
  }

  // ---- the wall ----

  static boolean isOpen(JsonNode window, Instant at, ZoneId ofContact) {
    if (!window.isObject()) {
      return true;
    }
    String name = window.path("timezone").asText("contact");
    LocalDateTime wall =
        at.atZone(name.equals("contact") ? ofContact : ZoneId.of(name)).toLocalDateTime();
    for (JsonNode holiday : window.path("holidays")) {
      if (holiday.asText().equals(wall.toLocalDate().toString())) {
        return false;
      }
    }
    boolean whole = window.has("days") || window.has("from") || window.has("to");
    if ((whole || window.path("blocks").isEmpty()) && inBlock(window, wall)) {
      return true;
    }
    for (JsonNode block : window.path("blocks")) {
      if (inBlock(block, wall)) {
        return true;
      }
    }
    return false;
  }

  private static boolean inBlock(JsonNode block, LocalDateTime wall) {
    LocalTime from = LocalTime.parse(block.path("from").asText("00:00"));
    String closes = block.path("to").asText("24:00");
    LocalTime to = closes.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(closes);
    LocalTime time = wall.toLocalTime();
    if (from.isBefore(to)) {
      return onDay(block, wall.toLocalDate()) && !time.isBefore(from) && time.isBefore(to);
    }
    return (onDay(block, wall.toLocalDate()) && !time.isBefore(from))
        || (onDay(block, wall.toLocalDate().minusDays(1)) && time.isBefore(to));
  }

  private static boolean onDay(JsonNode block, LocalDate day) {
    JsonNode days = block.path("days");
    if (!days.isArray()) {
      return true;
    }
    String name = day.getDayOfWeek().name().substring(0, 3).toLowerCase(Locale.ROOT);
    for (JsonNode one : days) {
      if (one.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  static boolean isQuiet(ContactLimits.QuietHours quiet, Instant at, ZoneId zone) {
    LocalTime time = at.atZone(zone).toLocalTime();
    return quiet.from().isBefore(quiet.to())
        ? !time.isBefore(quiet.from()) && time.isBefore(quiet.to())
        : !time.isBefore(quiet.from()) || time.isBefore(quiet.to());
  }
}
