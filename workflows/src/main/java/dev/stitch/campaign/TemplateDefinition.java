package dev.stitch.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.Platform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what an enrollment of a template does.
 *
 * @param platform null for mail
 * @param config the template's own: window, mailboxes, topic, {@code exitWhen}, …
 */
public record TemplateDefinition(
    @Nullable Platform platform, ObjectNode config, List<TemplateStep> steps) {

  /**
   * Each step is at most three nodes, and a graph has at most 2,000; a person is not reached this
   * often by one campaign.
   */
  public static final int MAX_STEPS = 500;

  public TemplateDefinition {
    steps = List.copyOf(steps);
  }
}
