package dev.stitch.api.telemetry;

import dev.stitch.telemetry.Tracing;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Tracing, by OpenTelemetry's variables. */
@Factory
class TracingFactory {

  @Singleton
  @Bean(preDestroy = "close")
  Tracing tracing() {
    return Tracing.fromEnvironment(System.getenv(), "stitch-api");
  }
}
