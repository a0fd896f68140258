package dev.stitch.api.sending;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.store.sending.SendRate;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;

/**
 * How much may leave a mailbox; at least one is said, and what is not said is not limited.
 *
 * @param perHour mails in any sixty minutes, 1 to 1,000,000
 * @param perDay mails in any twenty-four hours, 1 to 1,000,000
 * @param spacingSeconds seconds between one mail and the next, 1 to 86,400
 */
record SendLimitRequest(
    @Nullable Integer perHour, @Nullable Integer perDay, @Nullable Integer spacingSeconds) {

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
    if (perHour == null && perDay == null && spacingSeconds == null) {
      faults.add(new Fault("", "needs one of perHour, perDay and spacingSeconds"));
    }
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
    return new SendRate(perHour, perDay, spacingSeconds);
  }

  private static void check(List<Fault> faults, String pointer, @Nullable Integer value, int most) {
    if (value != null && (value < 1 || value > most)) {
      faults.add(new Fault(pointer, "must be from 1 to " + most));
    }
  }
}
