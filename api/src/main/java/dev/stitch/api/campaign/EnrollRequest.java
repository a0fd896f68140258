package dev.stitch.api.campaign;

import dev.stitch.store.contact.ContactFilter;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.UUID;

/**
 * Whom to enroll; exactly one of the first two.
 *
 * @param contactFilter by the filters of the list of contacts
 * @param dryRun answers who would be enrolled and skipped, and enrolls nobody
 */
record EnrollRequest(
    @Nullable List<UUID> contactIds,
    @Nullable ContactFilter contactFilter,
    @Nullable Boolean dryRun) {

  static final EnrollRequest EMPTY = new EnrollRequest(null, null, null);

  boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }
}
