package dev.stitch.api.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.Platform;
import dev.stitch.store.campaign.Template;
import dev.stitch.store.campaign.TemplateStatus;
import dev.stitch.store.campaign.TemplateStepRow;
import dev.stitch.store.campaign.TemplateType;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A template as clients see it.
 *
 * @param config window, mailboxes, topic, {@code exitWhen} and the like
 * @param goalMetrics what the campaign is measured by
 * @param steps by {@code stepIndex}
 * @param enrollmentCount how many were ever enrolled
 * @param warnings what it says without effect; only where a single template is answered
 */
record TemplateView(
    UUID id,
    String name,
    @Nullable String description,
    @Nullable Platform platform,
    TemplateType templateType,
    TemplateStatus status,
    ObjectNode config,
    ObjectNode goalMetrics,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable String createdBy,
    Instant createdAt,
    Instant updatedAt,
    List<TemplateStepRow> steps,
    long enrollmentCount,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Warning> warnings) {

  /** Something that is kept and has no effect. */
  @Schema(name = "TemplateWarning")
  record Warning(String pointer, String message) {}

  static TemplateView of(
      Template template,
      List<TemplateStepRow> steps,
      long enrollmentCount,
      @Nullable List<Warning> warnings) {
    return new TemplateView(
        template.id(),
        template.name(),
        template.description(),
        template.platform(),
        template.templateType(),
        template.status(),
        (ObjectNode) template.config(),
        (ObjectNode) template.goalMetrics(),
        template.startsAt(),
        template.endsAt(),
        template.createdBy(),
        template.createdAt(),
        template.updatedAt(),
        steps,
        enrollmentCount,
        warnings);
  }
}
