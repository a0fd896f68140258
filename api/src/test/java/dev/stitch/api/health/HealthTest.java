package dev.stitch.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.temporal.TemporalFactory;
import dev.stitch.api.testing.ApiTest;
import dev.stitch.temporal.TemporalConnection;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class HealthTest extends ApiTest {

  @Test
  void aProcessThatAnswersIsAlive() {
    assertThat(get("/health/liveness").status()).isEqualTo(200);
  }

  @Test
  void readinessNamesTheDependencyThatIsMissing() {
    Answer answer = get("/health/readiness");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.at("/details/postgresql/status").textValue()).isEqualTo("UP");
    assertThat(answer.at("/details/postgresql/details/migrations").intValue()).isPositive();
    assertThat(answer.at("/details/temporal/status").textValue()).isEqualTo("DOWN");
  }

  @Override
  public Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("spec.name", "HealthTest");
    return properties;
  }

  /** Nothing listens there, whatever runs on the machine that tests. */
  @Factory
  @Requires(property = "spec.name", value = "HealthTest")
  static class NoTemporal {

    @Singleton
    @Replaces(value = TemporalConnection.class, factory = TemporalFactory.class)
    TemporalConnection nowhere() {
      return TemporalConnection.fromEnvironment(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:1"));
    }
  }
}
