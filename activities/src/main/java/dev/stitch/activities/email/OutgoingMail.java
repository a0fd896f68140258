package dev.stitch.activities.email;

import dev.stitch.mail.mime.ListHeaders;
import dev.stitch.store.consent.UnsubscribeLink;
import dev.stitch.store.mail.EmailMessage;
import java.time.Instant;
import java.util.Optional;

/**
 * A mail with what its recipient can do about the next ones.
 *
 * @param link by which its recipient unsubscribes; its topic is the mail's
 * @param transactional whether its recipient needs it, whatever topics they have left
 * @param listHeaders what it says of itself, which a transactional mail does not
 */
record OutgoingMail(
    EmailMessage message, UnsubscribeLink link, boolean transactional, ListHeaders listHeaders) {

  Optional<ListHeaders> listHeadersIfAny() {
    return transactional ? Optional.empty() : Optional.of(listHeaders);
  }

  /** The same, leaving at another moment. */
  OutgoingMail leavingAt(Instant moment) {
    return new OutgoingMail(message.leavingAt(moment), link, transactional, listHeaders);
  }
}
