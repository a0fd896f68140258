package dev.stitch.api.bulk;

import dev.stitch.store.bulk.BulkVerdict;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What an act on many takes, or would.
 *
 * @param bulkOperationId what does it; null when it was only asked (dryRun)
 * @param skipped the first hundred that are left out, with the reason
 * @param skippedByReason how many are left out, by reason
 */
record BulkAccepted(
    @Nullable UUID bulkOperationId,
    long accepted,
    List<BulkVerdict.Skipped> skipped,
    long skippedCount,
    SortedMap<String, Long> skippedByReason) {

  static BulkAccepted of(@Nullable UUID bulkOperationId, BulkVerdict verdict) {
    return new BulkAccepted(
        bulkOperationId,
        verdict.accepted(),
        verdict.skipped(),
        verdict.skippedCount(),
        verdict.skippedByReason());
  }
}
