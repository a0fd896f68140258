package dev.stitch.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import org.junit.jupiter.api.Test;

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
}
