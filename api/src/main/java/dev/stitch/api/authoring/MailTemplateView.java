package dev.stitch.api.authoring;

import dev.stitch.store.authoring.MailTemplate;
import dev.stitch.store.authoring.MailTemplateUse;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Saved mail as clients see it.
 *
 * @param version whose texts these are; rises with each new content
 * @param usedBy campaigns that are not completed and flows that are published, with the version
 *     whose texts they hold
 */
record MailTemplateView(
    UUID id,
    String name,
    String subject,
    @Nullable String text,
    @Nullable String html,
    int version,
    @Nullable String createdBy,
    Instant createdAt,
    Instant updatedAt,
    List<MailTemplateUse> usedBy) {

  static MailTemplateView of(MailTemplate template, List<MailTemplateUse> uses) {
    return new MailTemplateView(
        template.id(),
        template.name(),
        template.subject(),
        template.text(),
        template.html(),
        template.version(),
        template.createdBy(),
        template.createdAt(),
        template.updatedAt(),
        uses);
  }
}
