package dev.stitch.store.sending;

import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * A mail that is to leave.
 *
 * @param key of the outward act; asking again with it moves the mail and never counts it twice
 * @param mailbox as in {@link SendLimit}
 * @param recipient its address, in lower case: whom the limits of people are about
 * @param followUp whether it goes before mails that are the first of theirs
 * @param transactional whether it is exempt from the limits of people, and does not count for them
 */
public record SendRequest(
    String key,
    String mailbox,
    @Nullable UUID runId,
    @Nullable UUID contactId,
    String recipient,
    boolean followUp,
    boolean transactional) {

  /** What comes after the last at sign, as the ledger keeps it too. */
  public String domain() {
    return recipient.substring(recipient.lastIndexOf('@') + 1);
  }
}
