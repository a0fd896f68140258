package dev.stitch.telemetry;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.util.Duration;
import dev.stitch.temporal.TemporalConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkflowClientInterceptor;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts metrics and traces into a process's connection to Temporal and into its workers. */
public final class Telemetry {

  /** How often the SDK's counters reach the registry, in seconds. */
  private static final double REPORTING = 5;

  private Telemetry() {}

  /** The same connection, measured and traced. */
  public static TemporalConnection of(
      TemporalConnection connection, MeterRegistry registry, Tracing tracing) {
    WorkflowServiceStubsOptions service =
        WorkflowServiceStubsOptions.newBuilder(connection.serviceOptions())
            .setMetricsScope(scope(registry))
            .validateAndBuildWithDefaults();
    WorkflowClientOptions client = connection.clientOptions();
    List<WorkflowClientInterceptor> interceptors =
        new ArrayList<>(Arrays.asList(client.getInterceptors()));
    interceptors.addAll(tracing.clientInterceptors());
    return new TemporalConnection(
        service,
        WorkflowClientOptions.newBuilder(client)
            .setInterceptors(interceptors.toArray(WorkflowClientInterceptor[]::new))
            .build());
  }

  /** What every worker is to have: fields in its logs, and its spans when anything is traced. */
  public static WorkerInterceptor[] workerInterceptors(Tracing tracing) {
    List<WorkerInterceptor> interceptors = new ArrayList<>(tracing.workerInterceptors());
    interceptors.add(new LoggedWork());
    return interceptors.toArray(WorkerInterceptor[]::new);
  }

  private static Scope scope(MeterRegistry registry) {
    return new RootScopeBuilder()
        .reporter(new MicrometerClientStatsReporter(registry))
        .reportEvery(Duration.ofSeconds(REPORTING));
  }
}
