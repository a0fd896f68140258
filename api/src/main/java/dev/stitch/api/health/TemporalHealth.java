package dev.stitch.api.health;

import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Ready when Temporal answers and knows our namespace. */
@Singleton
@Readiness
public class TemporalHealth extends DependencyHealth {

  /** A probe that takes longer would outlast the patience of whoever asks. */
  private static final long TIMEOUT_SECONDS = 2;

  private final WorkflowClient client;

  TemporalHealth(@Named(TaskExecutors.BLOCKING) ExecutorService executor, WorkflowClient client) {
    super("temporal", executor);
    this.client = client;
  }

  @Override
  Map<String, Object> ask() {
    String namespace = client.getOptions().getNamespace();
    client
        .getWorkflowServiceStubs()
        .blockingStub()
        .withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
    return Map.of("namespace", namespace);
  }
}
