package dev.stitch.store.journey;

import dev.stitch.model.EntityStatus;
import dev.stitch.store.contact.ContactTraits;
import dev.stitch.store.page.Filter;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * Which entities a list shows; null means all.
 *
 * @param live whether the journey has not ended
 * @param contact what the contact has
 * @param stay which stage they came to, and what became of them there
 */
public record EntityQuery(
    @Nullable UUID flowId,
    @Nullable EntityStatus status,
    @Nullable String uxNodeId,
    @Nullable UUID contactId,
    @Nullable UUID bulkOperationId,
    @Nullable Boolean live,
    @Nullable ContactTraits contact,
    @Nullable StageStay stay) {

  /** Those that an operation has started. */
  public static EntityQuery ofBulkOperation(UUID id) {
    return new EntityQuery(null, null, null, null, id, null, null, null);
  }

  /**
   * As conditions on entities {@code e} and their contacts {@code c}.
   *
   * @param text part of the contact's name or address, or null
   */
  public Filter conditions(@Nullable String text) {
    Filter filter =
        new Filter()
            .and("e.flow_id = ?", flowId)
            .and("e.status = ?", status)
            .and("e.current_node_id = ?", uxNodeId)
            .and("e.contact_id = ?", contactId)
            .and("e.bulk_operation_id = ?", bulkOperationId)
            .and("(e.ended_at IS NULL) = ?", live)
            .containing(text, "c.name", "c.email");
    if (contact != null) {
      contact.restrict(filter);
    }
    return stay == null ? filter : stay.in(filter, flowId);
  }
}
