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
 * @param tag one of the contact's tags
 * @param company part of the contact's company, whatever the case
 * @param attribute the name of an attribute that the contact has, or {@code name=value}
 */
public record EntityQuery(
    @Nullable UUID flowId,
    @Nullable EntityStatus status,
    @Nullable String uxNodeId,
    @Nullable UUID contactId,
    @Nullable UUID bulkOperationId,
    @Nullable Boolean live,
    @Nullable String tag,
    @Nullable String company,
    @Nullable String attribute) {

  /** Those that an operation has started. */
  public static EntityQuery ofBulkOperation(UUID id) {
    return new EntityQuery(null, null, null, null, id, null, null, null, null);
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
    return new ContactTraits(tag, company, attribute).restrict(filter);
  }
}
