package dev.stitch.store.bulk;

import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What an act on many takes, and what it leaves out.
 *
 * @param skipped the first hundred that are left out
 * @param skippedByReason how many are left out, by reason
 */
public record BulkVerdict(
    long accepted, List<Skipped> skipped, SortedMap<String, Long> skippedByReason) {

  public BulkVerdict {
    skipped = List.copyOf(skipped);
  }

  /** How many are left out. */
  public long skippedCount() {
    return skippedByReason.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * One that is left out.
   *
   * @param reason in a word, such as {@code ended}
   */
  public record Skipped(UUID id, String reason) {}
}
