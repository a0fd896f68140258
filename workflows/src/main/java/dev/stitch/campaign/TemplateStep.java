package dev.stitch.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.TemplateStepType;
import java.util.Objects;

/**
 * One step of a template; its index is its place in the template's list, from 0.
 *
 * @param config by the type, see {@link StepConfigs}
 * @param delayHours how long to wait before it, in hours; 0 for not at all
 */
public record TemplateStep(TemplateStepType type, ObjectNode config, double delayHours) {

  /** Five years: a longer delay is a slip of the pen. */
  public static final double MAX_DELAY_HOURS = 5 * 365 * 24;

  public TemplateStep {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(config, "config");
  }
}
