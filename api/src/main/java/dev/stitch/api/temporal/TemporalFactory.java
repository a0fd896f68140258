package dev.stitch.api.temporal;

import dev.stitch.telemetry.Telemetry;
import dev.stitch.telemetry.Tracing;
import dev.stitch.temporal.TemporalConnection;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import jakarta.inject.Singleton;

/** The client of Temporal, by the environment; it connects at its first call. */
@Factory
public class TemporalFactory {

  @Singleton
  TemporalConnection connection(PrometheusMeterRegistry meters, Tracing tracing) {
    return Telemetry.of(TemporalConnection.fromEnvironment(System.getenv()), meters, tracing);
  }

  @Singleton
  @Bean(preDestroy = "shutdownNow")
  WorkflowServiceStubs service(TemporalConnection connection) {
    return connection.openService();
  }

  @Singleton
  WorkflowClient client(TemporalConnection connection, WorkflowServiceStubs service) {
    return connection.client(service);
  }
}
