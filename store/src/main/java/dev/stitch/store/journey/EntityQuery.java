package dev.stitch.store.journey;

import dev.stitch.model.EntityStatus;
import dev.stitch.store.page.Filter;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * Which entities a list shows; null means all.
 *
 * @param live whether the journey has not ended
 */
public record EntityQuery(
    @Nullable UUID flowId,
    @Nullable EntityStatus status,
    @Nullable String uxNodeId,
    @Nullable UUID contactId,
    @Nullable UUID bulkOperationId,
    @Nullable Boolean live) {

  /**
   * As conditions on entities {@code e} and their contacts {@code c}.
   *
   * @param text part of the contact's name or address, or null
   */
  public Filter conditions(@Nullable String text) {
    return new Filter()
        .and("e.flow_id = ?", flowId)
        .and("e.status = ?", status)
        .and("e.current_node_id = ?", uxNodeId)
        .and("e.contact_id = ?", contactId)
        .and("e.bulk_operation_id = ?", bulkOperationId)
        .and("(e.ended_at IS NULL) = ?", live)
        .containing(text, "c.name", "c.email");
  }
}
