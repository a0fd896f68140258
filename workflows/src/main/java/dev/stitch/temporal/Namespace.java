package dev.stitch.temporal;

import dev.stitch.port.RunAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The namespace that journeys run in, as its server knows it. Every call answers or fails within
 * seconds.
 */
public final class Namespace implements AutoCloseable {

  /** Closed journeys stay readable in Temporal's Web UI for a quarter. */
  public static final Duration RETENTION = Duration.ofDays(90);

  private static final long CALL_SECONDS = 5;

  private final TemporalConnection connection;
  private final WorkflowServiceStubs service;
  private final OperatorServiceStubs operator;

  /** Opens a connection, which is dialled at the first call. */
  public Namespace(TemporalConnection connection) {
    this.connection = connection;
    this.service = connection.openService();
    this.operator = connection.operator(service);
  }

  /** The server's version, such as {@code 1.31.0}. */
  public String serverVersion() {
    return service
        .blockingStub()
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
        .getSystemInfo(GetSystemInfoRequest.getDefaultInstance())
        .getServerVersion();
  }

  /** How long closed workflows are kept. Fails with NOT_FOUND when there is no such namespace. */
  public Duration retention() {
    DescribeNamespaceResponse description =
        service
            .blockingStub()
            .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
            .describeNamespace(
                DescribeNamespaceRequest.newBuilder().setNamespace(connection.namespace()).build());
    return Duration.ofSeconds(
        description.getConfig().getWorkflowExecutionRetentionTtl().getSeconds());
  }

  /** Raises the retention to {@link #RETENTION}; a longer one is left alone. */
  public void raiseRetention() {
    if (retention().compareTo(RETENTION) < 0) {
      service
          .blockingStub()
          .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
          .updateNamespace(
              UpdateNamespaceRequest.newBuilder()
                  .setNamespace(connection.namespace())
                  .setConfig(
                      NamespaceConfig.newBuilder()
                          .setWorkflowExecutionRetentionTtl(
                              com.google.protobuf.Duration.newBuilder()
                                  .setSeconds(RETENTION.toSeconds())))
                  .build());
    }
  }

  /** The names of our search attributes that are not registered as keywords. */
  public List<String> missingSearchAttributes() {
    Map<String, IndexedValueType> known =
        operator
            .blockingStub()
            .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
            .listSearchAttributes(
                ListSearchAttributesRequest.newBuilder()
                    .setNamespace(connection.namespace())
                    .build())
            .getCustomAttributesMap();
    return RunAttributes.all().stream()
        .map(SearchAttributeKey::getName)
        .filter(name -> known.get(name) != IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
        .toList();
  }

  /** Registers what is missing. Another stack doing the same at the same time is no error. */
  public void registerSearchAttributes() {
    List<String> missing = missingSearchAttributes();
    if (missing.isEmpty()) {
      return;
    }
    Map<String, IndexedValueType> attributes = new HashMap<>();
    missing.forEach(name -> attributes.put(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    try {
      operator
          .blockingStub()
          .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
          .addSearchAttributes(
              AddSearchAttributesRequest.newBuilder()
                  .setNamespace(connection.namespace())
                  .putAllSearchAttributes(attributes)
                  .build());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  /**
   * Whether a process on this machine asks a task queue for work. Who asks is told by the identity,
   * which begins with the process id: the server remembers a worker for minutes after it has died.
   */
  public boolean isPolledBy(String taskQueue, long pid) {
    return service
        .blockingStub()
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
        .describeTaskQueue(
            DescribeTaskQueueRequest.newBuilder()
                .setNamespace(connection.namespace())
                .setTaskQueue(TaskQueue.newBuilder().setName(taskQueue))
                .build())
        .getPollersList()
        .stream()
        .anyMatch(poller -> poller.getIdentity().startsWith(pid + "@"));
  }

  @Override
  public void close() {
    operator.shutdownNow();
    service.shutdownNow();
  }
}
