package dev.stitch.store.sending;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * What may leave a mailbox, and what has.
 *
 * @param mailbox {@code all} for everything that leaves, {@code built-in}, {@code smtp}, or the id
 *     of a stored mail server
 * @param connectionName what that server is called; null for the others
 * @param perHour mails in any hour; null for no such limit
 * @param perDay mails in any day; null for no such limit
 * @param spacingSeconds seconds between one mail and the next, at least; null for no such limit
 * @param spacingMaxSeconds what a random time between two mails is at most; null where it is always
 *     the same
 * @param perDomain what may go to any one domain; null for no such limit
 * @param rampUp how it begins; null when it may send everything from its first day on
 * @param sendingDays days on which it has sent since its ramp-up began, today left out
 * @param sentLastHour mails that left in the last hour
 * @param sentLastDay mails that left in the last day
 * @param waiting mails that wait for their slot
 * @param nextAt when the next of those has its slot; null when none waits
 * @param updatedBy who set it
 */
public record SendLimit(
    String mailbox,
    @Nullable String connectionName,
    @Nullable Integer perHour,
    @Nullable Integer perDay,
    @Nullable Integer spacingSeconds,
    @Nullable Integer spacingMaxSeconds,
    @Nullable SendRate.Domain perDomain,
    @Nullable SendRate.Ramp rampUp,
    int sendingDays,
    long sentLastHour,
    long sentLastDay,
    long waiting,
    @Nullable Instant nextAt,
    String updatedBy,
    Instant updatedAt) {

  /** What stands for everything that leaves. */
  public static final String ALL = "all";

  /** The mailbox that keeps mail here. */
  public static final String BUILT_IN = "built-in";

  /** The mail server that the environment names. */
  public static final String SMTP = "smtp";
}
