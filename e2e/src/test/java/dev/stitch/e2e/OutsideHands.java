package dev.stitch.e2e;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** An operator at the Temporal Web UI or its command line, who asks nobody else. */
record OutsideHands(WorkflowClient temporal) {

  /** What ends a workflow for good. */
  enum End {
    TERMINATE,
    CANCEL,
    DELETE
  }

  /** Where a reset goes back to. */
  enum Point {
    FIRST_TASK,
    LAST_TASK
  }

  void end(String workflowId, End how) {
    switch (how) {
      case TERMINATE -> temporal.newUntypedWorkflowStub(workflowId).terminate("by an operator");
      case CANCEL -> temporal.newUntypedWorkflowStub(workflowId).cancel("by an operator");
      case DELETE ->
          temporal
              .getWorkflowServiceStubs()
              .blockingStub()
              .deleteWorkflowExecution(
                  DeleteWorkflowExecutionRequest.newBuilder()
                      .setNamespace(temporal.getOptions().getNamespace())
                      .setWorkflowExecution(newest(workflowId))
                      .build());
    }
  }

  /** Resets the newest run of a workflow; answers the id of the run that begins. */
  String reset(String workflowId, Point point) {
    List<Long> tasks = completedTasks(workflowId);
    return temporal
        .getWorkflowServiceStubs()
        .blockingStub()
        .resetWorkflowExecution(
            ResetWorkflowExecutionRequest.newBuilder()
                .setNamespace(temporal.getOptions().getNamespace())
                .setWorkflowExecution(newest(workflowId))
                .setReason("by an operator")
                .setRequestId(UUID.randomUUID().toString())
                .setWorkflowTaskFinishEventId(
                    switch (point) {
                      case FIRST_TASK -> tasks.getFirst();
                      case LAST_TASK -> tasks.getLast();
                    })
                .build())
        .getRunId();
  }

  /** Rows are written before the workflow task that wrote them has completed. */
  void awaitCompletedTask(String workflowId) {
    Eventually.within(Duration.ofSeconds(20))
        .until(() -> !completedTasks(workflowId).isEmpty(), () -> "a task completed");
  }

  private List<Long> completedTasks(String workflowId) {
    return temporal.fetchHistory(workflowId).getEvents().stream()
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
        .map(HistoryEvent::getEventId)
        .toList();
  }

  private WorkflowExecution newest(String workflowId) {
    return WorkflowExecution.newBuilder()
        .setWorkflowId(workflowId)
        .setRunId(temporal.newUntypedWorkflowStub(workflowId).describe().getExecution().getRunId())
        .build();
  }
}
