package dev.stitch.activities.step;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What the work of a worker is measured by; measures nothing where nobody keeps meters. */
@Singleton
public class WorkMeters {

  private final MeterRegistry registry;
  private final Clock clock = Clock.systemUTC();

  WorkMeters(@Nullable MeterRegistry registry) {
    this.registry = registry == null ? new CompositeMeterRegistry() : registry;
  }

  /**
   * One attempt of a step.
   *
   * @param outcome {@code completed, waiting, failed, retried}
   */
  public void step(String type, String outcome, Duration took) {
    registry.timer("stitch.steps", "type", type, "outcome", outcome).record(took);
  }

  /**
   * Something that a workflow came to has been written to the database.
   *
   * @param at when its workflow came to it
   */
  public void projected(String owner, Instant at) {
    Duration lag = Duration.between(at, clock.instant());
    registry
        .timer("stitch.projection.lag", "owner", owner)
        .record(lag.isNegative() ? Duration.ZERO : lag);
  }
}
