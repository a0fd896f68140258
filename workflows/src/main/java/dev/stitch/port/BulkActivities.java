package dev.stitch.port;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a bulk operation does to the rows of its entities, and to its own. */
@ActivityInterface
public interface BulkActivities {

  /**
   * Starts the journeys of the next entities by id. Starting one that is started already does
   * nothing, so the same page may be done again.
   */
  @ActivityMethod(name = "BulkPage")
  PageEnd startPage(Page page);

  /** Writes down that the operation is paused, or goes on. */
  @ActivityMethod(name = "BulkPaused")
  void recordPaused(UUID operationId, boolean paused);

  /** All entities have been dealt with. */
  @ActivityMethod(name = "BulkCompleted")
  void recordCompleted(UUID operationId, Progress progress);

  /**
   * No further entity begins: those after {@code after} that have not begun are cancelled.
   *
   * @param after the last entity that was dealt with, or null for none
   */
  @ActivityMethod(name = "BulkCancelled")
  void recordCancelled(UUID operationId, @Nullable UUID after, Progress progress);

  /**
   * One page of an operation.
   *
   * @param after the last entity of the page before, or null
   * @param before what the pages before came to; the row gets absolute numbers
   */
  record Page(UUID operationId, @Nullable UUID after, int size, Progress before) {
    public Page {
      Objects.requireNonNull(operationId, "operationId");
      Objects.requireNonNull(before, "before");
    }
  }

  /**
   * What a page came to.
   *
   * @param last the last entity of the page, or null when there was none left
   */
  record PageEnd(@Nullable UUID last, Progress progress) {}

  /** How many entities were dealt with, and how that went. */
  record Progress(int succeeded, int failed) {
    public static final Progress NONE = new Progress(0, 0);
  }
}
