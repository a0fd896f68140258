package dev.stitch.launch.pipeline;

import dev.stitch.store.contact.ContactFilter;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.UUID;

/**
 * Who is to be archived.
 *
 * <p>Among whom say {@code contactIds} or {@code contactFilter}; without either it is among all
 * contacts. Archived ones are never among them.
 *
 * @param criteria CEL over {@code contact} and {@code now}, true for who is
 * @param contactIds at most 10,000; those that do not exist are passed over
 * @param contactFilter by the filters of the list of contacts
 * @param dryRun answers who would be, and archives nobody
 */
public record PruneRequest(
    @Nullable String criteria,
    @Nullable List<UUID> contactIds,
    @Nullable ContactFilter contactFilter,
    @Nullable Boolean dryRun) {

  public static final PruneRequest EMPTY = new PruneRequest(null, null, null, null);

  public boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }
}
