package dev.stitch.api.sending;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.store.sending.SendRate;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How much may leave a mailbox; something is said, and what is not said is not limited.
 *
 * @param perHour mails in any sixty minutes, 1 to 1,000,000
 * @param perDay mails in any twenty-four hours, 1 to 1,000,000
 * @param spacingSeconds seconds between one mail and the next, at least; 1 to 86,400
 * @param spacingMaxSeconds makes the time between two mails a random one, from {@code
 *     spacingSeconds} to this; up to 86,400
 * @param perDomain what may go to any one domain of recipients
 * @param rampUp how it begins, when it is not to send everything from its first day on
 */
record SendLimitRequest(
    @Nullable Integer perHour,
    @Nullable Integer perDay,
    @Nullable Integer spacingSeconds,
    @Nullable Integer spacingMaxSeconds,
    @Nullable Domain perDomain,
    @Nullable Ramp rampUp) {

  /**
   * Mails to each domain; one of the two is said.
   *
   * @param perHour in any sixty minutes, 1 to 1,000,000
   * @param perDay in any twenty-four hours, 1 to 1,000,000
   */
  record Domain(@Nullable Integer perHour, @Nullable Integer perDay) {}

  /**
   * A beginning with few mails a day, and more after each day on which some were sent.
   *
   * @param start mails in any twenty-four hours at first, 1 to 1,000,000
   * @param increment what each such day adds, 1 to 1,000,000
   * @param percent whether {@code increment} is in percent of the day before; false when left out
   * @param max what it does not go beyond; from {@code start} to 1,000,000
   */
  record Ramp(
      @Nullable Integer start,
      @Nullable Integer increment,
      @Nullable Boolean percent,
      @Nullable Integer max) {}

  /**
   * The same, checked.
   *
   * @throws ApiProblem 422 when nothing is said, or too little or too much
   */
  SendRate rate() {
    List<Fault> faults = new ArrayList<>();
    check(faults, "/perHour", perHour, SendRate.MOST);
    check(faults, "/perDay", perDay, SendRate.MOST);
    check(faults, "/spacingSeconds", spacingSeconds, SendRate.LONGEST_SPACING);
    checkLongestSpacing(faults);
    checkDomain(faults);
    checkRamp(faults);
    if (Stream.of(perHour, perDay, spacingSeconds, perDomain, rampUp).allMatch(Objects::isNull)) {
      faults.add(
          new Fault("", "needs one of perHour, perDay, spacingSeconds, perDomain and rampUp"));
    }
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
    return new SendRate(
        perHour,
        perDay,
        spacingSeconds,
        spacingMaxSeconds,
        perDomain == null ? null : new SendRate.Domain(perDomain.perHour(), perDomain.perDay()),
        rampUp == null
            ? null
            : new SendRate.Ramp(
                rampUp.start(),
                rampUp.increment(),
                Boolean.TRUE.equals(rampUp.percent()),
                rampUp.max()));
  }

  private void checkLongestSpacing(List<Fault> faults) {
    String pointer = "/spacingMaxSeconds";
    check(faults, pointer, spacingMaxSeconds, SendRate.LONGEST_SPACING);
    if (spacingMaxSeconds != null && spacingSeconds == null) {
      faults.add(new Fault(pointer, "needs spacingSeconds, where the random time begins"));
    } else if (spacingMaxSeconds != null && spacingMaxSeconds < spacingSeconds) {
      faults.add(new Fault(pointer, "must not be below spacingSeconds"));
    }
  }

  private void checkDomain(List<Fault> faults) {
    if (perDomain == null) {
      return;
    }
    check(faults, "/perDomain/perHour", perDomain.perHour(), SendRate.MOST);
    check(faults, "/perDomain/perDay", perDomain.perDay(), SendRate.MOST);
    if (perDomain.perHour() == null && perDomain.perDay() == null) {
      faults.add(new Fault("/perDomain", "needs one of perHour and perDay"));
    }
  }

  private void checkRamp(List<Fault> faults) {
    if (rampUp == null) {
      return;
    }
    require(faults, "/rampUp/start", rampUp.start());
    require(faults, "/rampUp/increment", rampUp.increment());
    require(faults, "/rampUp/max", rampUp.max());
    if (rampUp.start() != null && rampUp.max() != null && rampUp.max() < rampUp.start()) {
      faults.add(new Fault("/rampUp/max", "must not be below start"));
    }
  }

  private static void require(List<Fault> faults, String pointer, @Nullable Integer value) {
    if (value == null) {
      faults.add(new Fault(pointer, "is missing; set it"));
    }
    check(faults, pointer, value, SendRate.MOST);
  }

  private static void check(List<Fault> faults, String pointer, @Nullable Integer value, int most) {
    if (value != null && (value < 1 || value > most)) {
      faults.add(new Fault(pointer, "must be from 1 to " + most));
    }
  }
}
