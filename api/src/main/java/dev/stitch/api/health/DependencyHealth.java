package dev.stitch.api.health;

import io.micronaut.core.async.publisher.AsyncSingleResultPublisher;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;

/** Asks one dependency on each request; a failure is told by its kind, not by its message. */
abstract class DependencyHealth implements HealthIndicator {

  private final String name;
  private final ExecutorService executor;

  DependencyHealth(String name, ExecutorService executor) {
    this.name = name;
    this.executor = executor;
  }

  /**
   * Asks the dependency.
   *
   * @return what is worth telling when all is well
   */
  abstract Map<String, Object> ask();

  @Override
  public Publisher<HealthResult> getResult() {
    return new AsyncSingleResultPublisher<>(executor, this::result);
  }

  private HealthResult result() {
    try {
      return HealthResult.builder(name, HealthStatus.UP).details(ask()).build();
    } catch (RuntimeException e) {
      return HealthResult.builder(name, HealthStatus.DOWN)
          .details(Map.of("error", e.getClass().getSimpleName()))
          .build();
    }
  }
}
