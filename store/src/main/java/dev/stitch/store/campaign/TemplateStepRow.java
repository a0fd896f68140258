package dev.stitch.store.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.TemplateStepType;
import java.util.UUID;

/**
 * A step of a template.
 *
 * @param stepIndex its place, from 0
 */
public record TemplateStepRow(
    UUID id, int stepIndex, TemplateStepType stepType, JsonNode config, double delayHours) {}
