package dev.stitch.api.campaign;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.TemplateStepType;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A step of a template.
 *
 * @param stepIndex its place in the list; may be left out, and must be right where it is given
 * @param config by the type of step; an object, or the text of one
 * @param delayHours how long to wait before it
 */
@Schema(name = "TemplateStepRequest")
record StepRequest(
    @Nullable Integer stepIndex,
    @Nullable TemplateStepType stepType,
    @Schema(oneOf = {Object.class, String.class})
        @Nullable
        @JsonDeserialize(using = ObjectOrText.class)
        ObjectNode config,
    @Nullable Double delayHours) {

  static final StepRequest EMPTY = new StepRequest(null, null, null, null);
}
