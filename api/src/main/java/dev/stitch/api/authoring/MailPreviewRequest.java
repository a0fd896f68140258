package dev.stitch.api.authoring;

import dev.stitch.authoring.MailContent;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * Mail that is not saved, as a contact would get it.
 *
 * @param contactId null for nobody: every field of a contact is empty then
 */
record MailPreviewRequest(
    @Nullable String subject,
    @Nullable String text,
    @Nullable String html,
    @Nullable UUID contactId) {

  MailContent content() {
    return new MailTemplateRequest(null, subject, text, html).content();
  }

  /** Whose eyes saved mail is seen with. */
  record Reader(@Nullable UUID contactId) {}
}
