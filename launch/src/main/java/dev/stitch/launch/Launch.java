package dev.stitch.launch;

import dev.stitch.model.RunFamily;
import io.temporal.client.WorkflowOptions;
import java.util.Objects;

/**
 * All that one workflow's start needs.
 *
 * @param options by {@link dev.stitch.port.StartOptions}
 * @param arguments what the workflow begins with
 */
public record Launch(RunFamily family, WorkflowOptions options, Object arguments) {
  public Launch {
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(arguments, "arguments");
  }

  public String workflowId() {
    return options.getWorkflowId();
  }
}
