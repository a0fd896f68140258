package dev.stitch.api.campaign;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.Platform;
import dev.stitch.store.campaign.TemplateStatus;
import dev.stitch.store.campaign.TemplateType;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * What a client may set of a template.
 *
 * @param platform null for mail
 * @param status where it is to be; a new template is a draft unless it says otherwise
 * @param config window, mailboxes, topic, {@code exitWhen} and the like; an object, or the text of
 *     one
 * @param goalMetrics what the campaign is measured by; an object, or the text of one
 * @param startsAt before this nobody begins; RFC 3339, or seconds since 1970
 * @param endsAt at this it is completed; RFC 3339, or seconds since 1970
 * @param steps all of them, in order
 */
record TemplateRequest(
    @Nullable String name,
    @Nullable String description,
    @Nullable Platform platform,
    @Nullable TemplateType templateType,
    @Nullable TemplateStatus status,
    @Schema(oneOf = {Object.class, String.class})
        @Nullable
        @JsonDeserialize(using = ObjectOrText.class)
        ObjectNode config,
    @Schema(oneOf = {Object.class, String.class})
        @Nullable
        @JsonDeserialize(using = ObjectOrText.class)
        ObjectNode goalMetrics,
    @Schema(oneOf = {Instant.class, Long.class})
        @Nullable
        @JsonDeserialize(using = TimeOrSeconds.class)
        Instant startsAt,
    @Schema(oneOf = {Instant.class, Long.class})
        @Nullable
        @JsonDeserialize(using = TimeOrSeconds.class)
        Instant endsAt,
    @Nullable List<StepRequest> steps) {

  static final TemplateRequest EMPTY =
      new TemplateRequest(null, null, null, null, null, null, null, null, null, null);
}
