package dev.stitch.launch.pipeline;

import dev.stitch.store.contact.ContactFilter;
import io.micronaut.core.annotation.Nullable;

/**
 * Who is to be archived.
 *
 * @param criteria CEL over {@code contact} and {@code now}, true for who is
 * @param contactFilter among whom; without it among all contacts. Archived ones are never among
 *     them
 * @param dryRun answers who would be, and archives nobody
 */
public record PruneRequest(
    @Nullable String criteria, @Nullable ContactFilter contactFilter, @Nullable Boolean dryRun) {

  public static final PruneRequest EMPTY = new PruneRequest(null, null, null);

  public boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }
}
