package dev.stitch.store.task;

import dev.stitch.store.page.Filter;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * Which human tasks a list shows; null means all.
 *
 * @param flowId the flow of the journey that waits or of the run that asks
 * @param uxNodeId the stage at which the journey that waits now stands
 * @param overdue whether it is open and was to be answered by now
 * @param assigned whether it has an assignee
 */
public record TaskQuery(
    @Nullable UUID entityId,
    @Nullable UUID runId,
    @Nullable TaskState state,
    @Nullable String assignee,
    @Nullable UUID flowId,
    @Nullable String uxNodeId,
    @Nullable TaskKind kind,
    @Nullable Boolean overdue,
    @Nullable Boolean assigned) {

  private static final String OF_FLOW =
      """
      (EXISTS (SELECT 1 FROM entities e WHERE e.id = human_tasks.entity_id AND e.flow_id = ?)
          OR EXISTS (SELECT 1 FROM workflow_runs r WHERE r.id = human_tasks.run_id AND r.flow_id = ?))\
      """;

  private static final String AT_STAGE =
      """
      EXISTS (SELECT 1 FROM entities e
          WHERE e.id = human_tasks.entity_id AND e.current_node_id = ?)\
      """;

  /**
   * As conditions on the table {@code human_tasks}.
   *
   * @param text part of the title or description, or null
   */
  public Filter conditions(@Nullable String text) {
    return new Filter()
        .and("entity_id = ?", entityId)
        .and("run_id = ?", runId)
        .and("state = ?", state)
        .and("assignee = ?", assignee)
        .and(OF_FLOW, flowId)
        .and(AT_STAGE, uxNodeId)
        .and("kind = ?", kind)
        .and("(state = 'open' AND due_at IS NOT NULL AND due_at < now()) = ?", overdue)
        .and("(assignee IS NOT NULL) = ?", assigned)
        .containing(text, "title", "description");
  }
}
