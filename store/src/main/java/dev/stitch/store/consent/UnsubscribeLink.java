package dev.stitch.store.consent;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/**
 * The link of one mail by which its recipient unsubscribes. Table {@code unsubscribe_links}.
 *
 * @param tokenHash SHA-256 of the token in the link, 64 hex digits
 * @param contactId whose address it was when the mail went out, null when it was nobody's
 * @param address the recipient, a bare address in lower case
 * @param topic what the mail was about, null when it did not say
 * @param messageId Message-ID of the mail
 */
@MappedEntity("unsubscribe_links")
public record UnsubscribeLink(
    @Id String tokenHash,
    @Nullable UUID contactId,
    String address,
    @Nullable String topic,
    String messageId) {}
