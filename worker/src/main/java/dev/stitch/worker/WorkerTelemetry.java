package dev.stitch.worker;

import dev.stitch.telemetry.MeterRules;
import dev.stitch.telemetry.Tracing;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** The meters and the tracing of a worker process. */
@Factory
@Requires(property = WorkerApplication.PROPERTY)
class WorkerTelemetry {

  @Singleton
  @Primary
  @Bean(preDestroy = "close")
  PrometheusMeterRegistry workerMeters(JvmGcMetrics collections) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    MeterRules.apply(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
    return registry;
  }

  /** Listens to the collectors until it is closed. */
  @Singleton
  @Bean(preDestroy = "close")
  JvmGcMetrics collections() {
    return new JvmGcMetrics();
  }

  @Singleton
  @Primary
  @Bean(preDestroy = "close")
  Tracing workerTracing() {
    return Tracing.fromEnvironment(System.getenv(), "stitch-worker");
  }
}
