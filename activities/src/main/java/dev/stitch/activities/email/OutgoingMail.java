package dev.stitch.activities.email;

import dev.stitch.mail.mime.ListHeaders;
import dev.stitch.store.authoring.TrackedLinks;
import dev.stitch.store.consent.UnsubscribeLink;
import dev.stitch.store.mail.EmailMessage;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Optional;

/**
 * A mail with what its recipient can do about the next ones.
 *
 * @param link by which its recipient unsubscribes; its topic is the mail's
 * @param transactional whether its recipient needs it, whatever topics they have left
 * @param listHeaders what it says of itself, which a transactional mail does not
 * @param clicks its links whose clicks are counted, null for none
 */
record OutgoingMail(
    EmailMessage message,
    UnsubscribeLink link,
    boolean transactional,
    ListHeaders listHeaders,
    @Nullable TrackedLinks clicks) {

  Optional<ListHeaders> listHeadersIfAny() {
    return transactional ? Optional.empty() : Optional.of(listHeaders);
  }

  /** The same, leaving at another moment. */
  OutgoingMail leavingAt(Instant moment) {
    return new OutgoingMail(message.leavingAt(moment), link, transactional, listHeaders, clicks);
  }
}
