package dev.stitch.activities.reconcile;

import dev.stitch.journey.JourneyContract;
import dev.stitch.model.RunFamily;
import dev.stitch.store.SqlFailure;
import dev.stitch.store.stuck.StuckWorkflow;
import io.micronaut.core.annotation.Nullable;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingWorkflowTaskInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Asks Temporal how a workflow's task fares. */
final class TaskHistory {

  /** Attempts from which on a task counts as failing that our own code has failed. */
  static final int FAILING = 3;

  /**
   * The same for a task that only was lost, or met a database that was away. Each outage and each
   * death of a worker costs an attempt, and several may come one after the other. The server gives
   * each attempt longer, so that this many take two and a half minutes at least.
   */
  static final int LOST = 8;

  /**
   * What an exception of a database is called by that is away. A plan that is there and cannot be
   * understood is a defect, although workflow code throws {@code PlanUnavailable} for both.
   */
  private static final List<String> OUTAGES =
      List.of(SqlFailure.class.getName(), "java.sql.", "org.postgresql.", "io.micronaut.data.");

  /** Events looked back through for the failure: it is among the last. */
  private static final int LOOK_BACK = 10;

  /** Seconds for one answer. */
  private static final long PATIENCE = 5;

  /** Longest message kept, in characters. */
  private static final int SHOWN = 500;

  private final WorkflowServiceStubs service;
  private final String namespace;
  private final DataConverter converter;

  TaskHistory(WorkflowClient client) {
    this.service = client.getWorkflowServiceStubs();
    this.namespace = client.getOptions().getNamespace();
    this.converter = client.getOptions().getDataConverter();
  }

  /**
   * The workflow as one that is stuck; empty while its task does not keep failing.
   *
   * @throws io.grpc.StatusRuntimeException {@code NOT_FOUND} when Temporal has no such workflow
   */
  Optional<StuckWorkflow> stuck(String workflowId) {
    DescribeWorkflowExecutionResponse described =
        service
            .blockingStub()
            .withDeadlineAfter(PATIENCE, TimeUnit.SECONDS)
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace(namespace)
                    .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                    .build());
    PendingWorkflowTaskInfo task = described.getPendingWorkflowTask();
    if (!described.hasPendingWorkflowTask() || task.getAttempt() < FAILING) {
      return Optional.empty();
    }
    WorkflowExecutionInfo info = described.getWorkflowExecutionInfo();
    Optional<HistoryEvent> failure = failure(newestEvents(info.getExecution()));
    return isStuck(task.getAttempt(), failure)
        ? Optional.of(stuck(info, task, failure))
        : Optional.empty();
  }

  /**
   * Whether a task keeps failing.
   *
   * @param attempt the attempt that is under way or comes next
   * @param failure what our code failed it with first, where it did
   */
  static boolean isStuck(int attempt, Optional<HistoryEvent> failure) {
    boolean defect = failure.filter(event -> !isOutage(event)).isPresent();
    return attempt >= (defect ? FAILING : LOST);
  }

  private static boolean isOutage(HistoryEvent event) {
    Failure failure = event.getWorkflowTaskFailedEventAttributes().getFailure();
    while (!isOfDatabase(failure.getApplicationFailureInfo().getType())) {
      if (!failure.hasCause()) {
        return false;
      }
      failure = failure.getCause();
    }
    return true;
  }

  private static boolean isOfDatabase(String type) {
    return OUTAGES.stream().anyMatch(type::startsWith);
  }

  private StuckWorkflow stuck(
      WorkflowExecutionInfo info, PendingWorkflowTaskInfo task, Optional<HistoryEvent> failure) {
    var since = task.getOriginalScheduledTime();
    return new StuckWorkflow(
        info.getExecution().getWorkflowId(),
        info.getType().getName(),
        entityOf(info.getExecution().getWorkflowId()).orElse(null),
        runOf(info.getExecution().getWorkflowId()).orElse(null),
        failure.map(TaskHistory::cause).orElse("TIMED_OUT"),
        failure.map(this::message).orElse(null),
        task.getAttempt(),
        Instant.ofEpochSecond(since.getSeconds(), since.getNanos()));
  }

  private List<HistoryEvent> newestEvents(WorkflowExecution execution) {
    return service
        .blockingStub()
        .withDeadlineAfter(PATIENCE, TimeUnit.SECONDS)
        .getWorkflowExecutionHistoryReverse(
            GetWorkflowExecutionHistoryReverseRequest.newBuilder()
                .setNamespace(namespace)
                .setExecution(execution)
                .setMaximumPageSize(LOOK_BACK)
                .build())
        .getHistory()
        .getEventsList();
  }

  /**
   * How the task failed. Only its first failure is in the history; later attempts leave no trace,
   * and what was before the last task that was done is over.
   */
  static Optional<HistoryEvent> failure(List<HistoryEvent> newestFirst) {
    return newestFirst.stream()
        .takeWhile(event -> event.getEventType() != EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED)
        .findFirst();
  }

  private static String cause(HistoryEvent event) {
    return event
        .getWorkflowTaskFailedEventAttributes()
        .getCause()
        .name()
        .replace("WORKFLOW_TASK_FAILED_CAUSE_", "");
  }

  /** Decoded, since a payload codec seals failures too. */
  private @Nullable String message(HistoryEvent event) {
    Failure failure = event.getWorkflowTaskFailedEventAttributes().getFailure();
    String message = converter.failureToException(failure).getMessage();
    if (message == null || message.isBlank()) {
      return null;
    }
    return message.length() <= SHOWN ? message : message.substring(0, SHOWN) + "…";
  }

  private static Optional<UUID> entityOf(String workflowId) {
    String[] parts = workflowId.split("/", 3);
    boolean ours = parts.length > 1 && (parts[0].equals("journey") || parts[0].equals("path"));
    return ours
        ? JourneyContract.entityId(RunFamily.JOURNEY.workflowId(parts[1]))
        : Optional.empty();
  }

  private static Optional<UUID> runOf(String workflowId) {
    try {
      return workflowId.startsWith("run/")
          ? Optional.of(UUID.fromString(workflowId.substring("run/".length())))
          : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
