package dev.stitch.api.campaign;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/**
 * Which enrollments move to the newest steps, or would.
 *
 * @param bulkOperationId what moves them; null when it was only asked (dryRun)
 * @param accepted how many
 * @param skipped the first hundred that stay on the steps that they began with
 */
record Migrated(
    @Nullable UUID bulkOperationId,
    long accepted,
    List<Staying> skipped,
    long skippedCount,
    SortedMap<String, Long> skippedByReason) {

  /**
   * An enrollment that stays.
   *
   * @param reason {@code paused} (resume it, or retry its run), {@code busy} (a step is under way:
   *     ask again in a moment), {@code changed_step} (a step that it has done is of another type
   *     now), {@code no_steps}, {@code not_behind} (it has ended, has not begun, follows the newest
   *     steps already or is of another template)
   */
  record Staying(UUID enrollmentId, @Nullable UUID contactId, String reason) {}
}
