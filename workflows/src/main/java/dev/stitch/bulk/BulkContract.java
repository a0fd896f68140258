package dev.stitch.bulk;

import dev.stitch.model.RunFamily;
import dev.stitch.port.StartOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import java.util.UUID;

/** Ids and start options of bulk operations: made here and nowhere else. */
public final class BulkContract {

  private BulkContract() {}

  public static String workflowId(UUID operationId) {
    return RunFamily.BULK.workflowId(operationId);
  }

  public static WorkflowOptions startOptions(UUID operationId) {
    return StartOptions.of(RunFamily.BULK, operationId, SearchAttributes.EMPTY);
  }
}
