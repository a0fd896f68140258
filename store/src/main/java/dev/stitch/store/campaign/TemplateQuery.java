package dev.stitch.store.campaign;

import io.micronaut.core.annotation.Nullable;

/** Which templates a list shows; null means all. */
public record TemplateQuery(@Nullable TemplateStatus status, @Nullable TemplateType templateType) {}
