package dev.stitch.api.campaign;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** All steps of a template, in order. */
@Schema(name = "TemplateStepsRequest")
record StepsRequest(@Nullable List<StepRequest> steps) {}
