package dev.stitch.api.telemetry;

import dev.stitch.telemetry.MeterRules;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.prometheus.metrics.model.registry.MultiCollector;
import jakarta.inject.Singleton;

/**
 * Readies the registry before anything is measured. Not in worker processes whose class path has
 * the API too: they keep other meters.
 */
@Singleton
@Requires(missingProperty = "stitch.is-worker")
public class MeterSetup implements BeanCreatedEventListener<PrometheusMeterRegistry> {

  /** Asked for at the first scrape only: it needs the database, which is measured too. */
  private final BeanProvider<ReadModelMetrics> readModel;

  MeterSetup(BeanProvider<ReadModelMetrics> readModel) {
    this.readModel = readModel;
  }

  @Override
  public PrometheusMeterRegistry onCreated(BeanCreatedEvent<PrometheusMeterRegistry> event) {
    PrometheusMeterRegistry registry = event.getBean();
    MeterRules.apply(registry);
    registry.getPrometheusRegistry().register((MultiCollector) () -> readModel.get().collect());
    return registry;
  }
}
