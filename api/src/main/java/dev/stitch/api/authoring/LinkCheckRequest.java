package dev.stitch.api.authoring;

import dev.stitch.authoring.MailContent;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * Mail that is not saved, whose links are to be looked at.
 *
 * @param contactId with whose fields it is rendered; null for nobody's
 * @param transactional true for mail that its recipient needs, which has no link to unsubscribe
 */
record LinkCheckRequest(
    @Nullable String subject,
    @Nullable String text,
    @Nullable String html,
    @Nullable UUID contactId,
    @Nullable Boolean transactional) {

  MailContent content() {
    return new MailTemplateRequest(null, subject, text, html).content();
  }

  Options options() {
    return new Options(contactId, transactional);
  }

  /**
   * How saved mail is looked at.
   *
   * @param contactId with whose fields it is rendered; null for nobody's
   * @param transactional true for mail that its recipient needs, which has no link to unsubscribe
   */
  record Options(@Nullable UUID contactId, @Nullable Boolean transactional) {}
}
