package dev.stitch.api.campaign;

import dev.stitch.store.campaign.EnrollmentAdmission;
import dev.stitch.store.campaign.SkippedEnrollment;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Who was enrolled, or would be.
 *
 * @param bulkOperationId what begins them; null when it was only asked (dryRun)
 * @param runId the run whose counters tell how many have begun; null when it was only asked
 * @param skipped the first hundred that were not
 */
record Enrolled(
    @Nullable UUID bulkOperationId,
    @Nullable UUID runId,
    long accepted,
    List<SkippedEnrollment> skipped,
    long skippedCount,
    SortedMap<String, Long> skippedByReason) {

  static Enrolled of(
      @Nullable UUID bulkOperationId, @Nullable UUID runId, EnrollmentAdmission.Decision decision) {
    return new Enrolled(
        bulkOperationId,
        runId,
        decision.accepted(),
        decision.skipped(),
        decision.skippedCount(),
        new TreeMap<>(decision.skippedByReason()));
  }
}
