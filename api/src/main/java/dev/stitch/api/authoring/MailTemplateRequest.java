package dev.stitch.api.authoring;

import dev.stitch.authoring.MailContent;
import io.micronaut.core.annotation.Nullable;

/**
 * What a client may set of saved mail.
 *
 * @param name 1 to 200 characters
 * @param subject Handlebars, as the texts are; at most 1,000 characters
 * @param text at most 100,000 characters; made of the HTML when it is sent, where it is left out
 * @param html at most 200,000 characters
 */
record MailTemplateRequest(
    @Nullable String name, @Nullable String subject, @Nullable String text, @Nullable String html) {

  /** A text of white space is none. */
  MailContent content() {
    return new MailContent(subject == null ? "" : subject, orNull(text), orNull(html));
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
