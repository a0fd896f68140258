package dev.stitch.worker;

import dev.stitch.telemetry.Telemetry;
import dev.stitch.telemetry.Tracing;
import dev.stitch.temporal.TemporalConnection;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import jakarta.inject.Singleton;

/**
 * The client of Temporal that activities and the reconciler use. Only in worker processes: where
 * one class path has the API too, its client must not be a second one.
 */
@Factory
@Requires(property = WorkerApplication.PROPERTY)
public class WorkerClient {

  @Singleton
  @Primary
  TemporalConnection workerConnection(
      PrometheusMeterRegistry meters, Tracing tracing, UnansweredTasks unanswered) {
    return unanswered.watching(
        Telemetry.of(
            TemporalConnection.fromEnvironment(System.getenv()).with(new PatientPolls()),
            meters,
            tracing));
  }

  @Singleton
  @Primary
  @Bean(preDestroy = "shutdownNow")
  WorkflowServiceStubs workerService(TemporalConnection connection) {
    return connection.openService();
  }

  @Singleton
  @Primary
  WorkflowClient workerClient(TemporalConnection connection, WorkflowServiceStubs service) {
    return connection.client(service);
  }
}
