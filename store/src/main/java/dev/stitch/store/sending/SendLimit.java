package dev.stitch.store.sending;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * What may leave a mailbox, and what has.
 *
 * @param mailbox {@code all} for everything that leaves, {@code built-in}, {@code smtp}, or the id
 *     of a stored mail server
 * @param connectionName what that server is called; null for the others
 * @param perHour mails in any hour; null for no such limit
 * @param perDay mails in any day; null for no such limit
 * @param spacingSeconds seconds between one mail and the next; null for no such limit
 * @param sentLastHour mails that left in the last hour
 * @param sentLastDay mails that left in the last day
 * @param waiting mails that wait for their slot
 * @param nextAt when the next of those has its slot; null when none waits
 * @param updatedBy who set it
 */
@MappedEntity("send_limits")
public record SendLimit(
    @Id String mailbox,
    @Nullable String connectionName,
    @Nullable Integer perHour,
    @Nullable Integer perDay,
    @Nullable Integer spacingSeconds,
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
