package dev.stitch.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.opentracingshim.OpenTracingShim;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkflowClientInterceptor;
import io.temporal.opentracing.OpenTracingClientInterceptor;
import io.temporal.opentracing.OpenTracingOptions;
import io.temporal.opentracing.OpenTracingSpanContextCodec;
import io.temporal.opentracing.OpenTracingWorkerInterceptor;
import java.util.List;
import java.util.Map;

/**
 * Traces by OpenTelemetry: from a request over its workflow to the activities. Off, and without any
 * cost, unless {@code OTEL_EXPORTER_OTLP_ENDPOINT} says where to. Configured by OpenTelemetry's own
 * variables. Spans have names and ids, never what was sent.
 */
public final class Tracing implements AutoCloseable {

  /** Name under which our own spans are recorded. */
  public static final String SCOPE = "dev.stitch";

  private final OpenTelemetry telemetry;
  private final Runnable closing;

  /**
   * By an SDK that the caller has set up.
   *
   * @param closing sends what is left
   */
  public Tracing(OpenTelemetry telemetry, Runnable closing) {
    this.telemetry = telemetry;
    this.closing = closing;
  }

  /**
   * By the environment.
   *
   * @param service what the traces call this process unless {@code OTEL_SERVICE_NAME} does
   */
  public static Tracing fromEnvironment(Map<String, String> environment, String service) {
    if (!isWanted(environment)) {
      return new Tracing(OpenTelemetry.noop(), () -> {});
    }
    OpenTelemetrySdk sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(
                () ->
                    Map.of(
                        "otel.service.name", service,
                        // Metrics are scraped, and logs are written to the output.
                        "otel.metrics.exporter", "none",
                        "otel.logs.exporter", "none"))
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk();
    return new Tracing(sdk, sdk::close);
  }

  private static boolean isWanted(Map<String, String> environment) {
    boolean disabled = "true".equalsIgnoreCase(environment.get("OTEL_SDK_DISABLED"));
    return !disabled
        && List.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT").stream()
            .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
  }

  /** Whether anything is traced. */
  public boolean isOn() {
    return telemetry != OpenTelemetry.noop();
  }

  /** For spans of our own; does nothing when tracing is off. */
  public OpenTelemetry telemetry() {
    return telemetry;
  }

  /** What takes a trace along with starts, signals and updates. */
  List<WorkflowClientInterceptor> clientInterceptors() {
    return isOn() ? List.of(new OpenTracingClientInterceptor(options())) : List.of();
  }

  /** What goes on with it in workflows and activities. */
  List<WorkerInterceptor> workerInterceptors() {
    return isOn() ? List.of(new OpenTracingWorkerInterceptor(options())) : List.of();
  }

  private OpenTracingOptions options() {
    return OpenTracingOptions.newBuilder()
        .setTracer(OpenTracingShim.createTracerShim(telemetry))
        .setSpanContextCodec(OpenTracingSpanContextCodec.TEXT_MAP_INJECT_EXTRACT_CODEC)
        .build();
  }

  /** Sends what is left. */
  @Override
  public void close() {
    closing.run();
  }
}
