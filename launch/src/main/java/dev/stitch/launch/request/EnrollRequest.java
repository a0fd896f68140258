package dev.stitch.launch.request;

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
public record EnrollRequest(
    @Nullable List<UUID> contactIds,
    @Nullable ContactFilter contactFilter,
    @Nullable Boolean dryRun) {

  /** Names nobody. */
  public static final EnrollRequest EMPTY = new EnrollRequest(null, null, null);

  /** Whether it only asks who would be enrolled. */
  public boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }
}
