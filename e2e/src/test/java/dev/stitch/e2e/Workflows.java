package dev.stitch.e2e;

import dev.stitch.journey.JourneyContract;
import dev.stitch.journey.JourneyView;
import dev.stitch.journey.JourneyWorkflow;
import dev.stitch.path.PathView;
import dev.stitch.path.PathWorkflow;
import io.grpc.health.v1.HealthCheckResponse;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.PendingWorkflowTaskState;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The workflows of a stack, as its Temporal server knows them. */
final class Workflows implements AutoCloseable {

  private final WorkflowClient client;

  Workflows(RunningStack stack) {
    client = stack.temporal();
  }

  /** Whether the server says that it serves. */
  boolean isServing() {
    return client.getWorkflowServiceStubs().healthCheck().getStatus()
        == HealthCheckResponse.ServingStatus.SERVING;
  }

  /** What a journey answers when it is asked. */
  JourneyView journey(String entityId) {
    return client
        .newWorkflowStub(
            JourneyWorkflow.class, JourneyContract.workflowId(UUID.fromString(entityId)))
        .view();
  }

  /** What a path with a workflow of its own answers when it is asked. */
  PathView path(String workflowId) {
    return client.newWorkflowStub(PathWorkflow.class, workflowId).view();
  }

  WorkflowExecutionInfo info(String workflowId) {
    return describe(workflowId).getWorkflowExecutionInfo();
  }

  /** How often the workflow task that is pending now has been tried; 0 when none is. */
  int pendingAttempts(String workflowId) {
    DescribeWorkflowExecutionResponse description = describe(workflowId);
    return description.hasPendingWorkflowTask()
        ? description.getPendingWorkflowTask().getAttempt()
        : 0;
  }

  /** Whether a worker has the workflow task that is pending now. */
  PendingWorkflowTaskState pendingTask(String workflowId) {
    return describe(workflowId).getPendingWorkflowTask().getState();
  }

  /** The number of the rules that the newest run of a workflow has recorded. */
  int rules(String workflowId) {
    return client.fetchHistory(workflowId).getEvents().stream()
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_MARKER_RECORDED)
        .map(event -> event.getMarkerRecordedEventAttributes().getDetailsMap())
        .filter(details -> text(details, "changeId").equals("\"rules\""))
        .map(details -> Integer.valueOf(text(details, "version")))
        .findFirst()
        .orElseThrow();
  }

  private static String text(Map<String, Payloads> details, String name) {
    return details.getOrDefault(name, Payloads.getDefaultInstance()).getPayloadsList().stream()
        .map(payload -> payload.getData().toStringUtf8())
        .collect(Collectors.joining());
  }

  /** Why workflow tasks failed, oldest first; those that timed out are not among them. */
  List<WorkflowTaskFailedCause> taskFailures(String workflowId) {
    return client.fetchHistory(workflowId).getEvents().stream()
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED)
        .map(HistoryEvent::getWorkflowTaskFailedEventAttributes)
        .map(failed -> failed.getCause())
        .toList();
  }

  /** How often a workflow's signals to others had been answered when it first did local work. */
  long signalsAnsweredBeforeFirstWork(String workflowId) {
    return client.fetchHistory(workflowId).getEvents().stream()
        .takeWhile(
            event ->
                !event.getMarkerRecordedEventAttributes().getMarkerName().equals("LocalActivity"))
        .filter(
            event ->
                event.getEventType() == EventType.EVENT_TYPE_EXTERNAL_WORKFLOW_EXECUTION_SIGNALED)
        .count();
  }

  private DescribeWorkflowExecutionResponse describe(String workflowId) {
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .build());
  }

  @Override
  public void close() {
    client.getWorkflowServiceStubs().shutdownNow();
    client.getWorkflowServiceStubs().awaitTermination(5, TimeUnit.SECONDS);
  }
}
