package dev.stitch.api.authoring;

import dev.stitch.mail.html.MailLinks.MailLink;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * A mail as a contact would get it. Each mail has an unsubscribe link of its own, so {@code
 * {{unsubscribeUrl}}} stays as it is written.
 *
 * @param text as it is written; null when it is made of the HTML
 * @param plainText what readers of plain text get
 * @param missing variables that the mail names and that have no value for this contact, as {@code
 *     contact.company}; {@code input}, {@code trigger} and {@code entity} have values in a run only
 */
record MailPreview(
    String subject,
    @Nullable String text,
    @Nullable String html,
    String plainText,
    List<String> missing,
    List<MailLink> links) {}
