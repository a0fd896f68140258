package dev.stitch.activities.bulk;

import dev.stitch.port.BulkActivities.Page;
import dev.stitch.port.BulkActivities.PageEnd;
import dev.stitch.store.bulk.BulkOperationRow;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/** What the bulk operations of some kinds do; the rows decide what there is to do. */
public interface BulkWork {

  /** Whether it does operations of this kind. */
  boolean does(String kind);

  /**
   * Does the next page. It may be done again, as a whole or in part.
   *
   * @param heartbeat called as each is dealt with
   * @throws RuntimeException when Temporal or the database cannot be reached; it is done again
   */
  PageEnd page(BulkOperationRow operation, Page page, Runnable heartbeat);

  /**
   * No further page is done.
   *
   * @param after the last that was dealt with, or null for none
   */
  void cancelled(BulkOperationRow operation, @Nullable UUID after);
}
