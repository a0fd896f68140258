package dev.stitch.launch;

import dev.stitch.bulk.BulkArguments;
import dev.stitch.bulk.BulkContract;
import dev.stitch.model.RunFamily;
import java.util.UUID;

/** How a committed bulk operation is started. */
public final class BulkLaunches {

  private BulkLaunches() {}

  public static Launch of(UUID operationId) {
    return new Launch(
        RunFamily.BULK, BulkContract.startOptions(operationId), BulkArguments.of(operationId));
  }
}
