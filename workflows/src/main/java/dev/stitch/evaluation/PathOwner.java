package dev.stitch.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.machine.PathState;
import dev.stitch.machine.StepVariables;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose path it is.
 *
 * @param firstRunId the first run of its retry chain
 * @param entityId null in a direct run without one
 * @param contactId null without a contact
 * @param flowId the entity's flow; null where the path has a workflow of its own
 * @param nodeId the UX node the entity stands at, or null
 */
public record PathOwner(
    UUID firstRunId,
    @Nullable UUID entityId,
    @Nullable UUID contactId,
    @Nullable UUID flowId,
    @Nullable String nodeId) {

  /** What expressions of the path see: {@code input, trigger, entity, steps}. */
  public ObjectNode variables(PathState path) {
    return StepVariables.of(path, StepVariables.entity(entityId, flowId, nodeId, path));
  }
}
