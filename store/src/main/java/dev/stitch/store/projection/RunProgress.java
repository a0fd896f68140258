package dev.stitch.store.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * Where a run of any family stands.
 *
 * @param status in the words of the table
 * @param steps how many steps it has recorded; later ones are of a task that was lost
 * @param errors a JSON array
 * @param waitingOn a JSON array; null for the families whose steps tell
 */
public record RunProgress(
    String status,
    Items items,
    int steps,
    @Nullable JsonNode result,
    JsonNode errors,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable JsonNode waitingOn) {

  /**
   * Counts of what the run works through: nodes of a plan, contacts, pages.
   *
   * @param processed those that nothing more happens to: the sum of the other three
   */
  public record Items(int total, int processed, int success, int skipped, int error) {

    /** Of a run whose counts somebody else writes: they stay as they are. */
    public static final Items NONE = new Items(0, 0, 0, 0, 0);
  }
}
