package dev.stitch.store.task;

import dev.stitch.store.page.Filter;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/** Which human tasks a list shows; null means all. */
public record TaskQuery(
    @Nullable UUID entityId,
    @Nullable UUID runId,
    @Nullable TaskState state,
    @Nullable String assignee) {

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
        .containing(text, "title", "description");
  }
}
