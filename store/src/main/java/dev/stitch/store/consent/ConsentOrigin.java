package dev.stitch.store.consent;

import io.micronaut.core.annotation.Nullable;
import java.util.Objects;

/**
 * Where a change of consent comes from.
 *
 * @param actor as the audit log names people, or null when the recipient did it
 * @param detail why, in words
 * @param messageId Message-ID of the mail that it was answered to
 */
public record ConsentOrigin(
    ConsentSource source,
    @Nullable String actor,
    @Nullable String detail,
    @Nullable String messageId) {

  public ConsentOrigin {
    Objects.requireNonNull(source, "source");
  }

  /** One of which nothing else is known. */
  public static ConsentOrigin of(ConsentSource source) {
    return new ConsentOrigin(source, null, null, null);
  }

  /** By the recipient of a mail, through its link. */
  public static ConsentOrigin ofLink(ConsentSource source, UnsubscribeLink link) {
    return new ConsentOrigin(source, null, null, link.messageId());
  }
}
