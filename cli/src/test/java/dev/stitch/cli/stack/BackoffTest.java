package dev.stitch.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Duration AT_ONCE = Duration.ofMillis(100);

  @Test
  void aServiceThatKeepsDyingWaitsLongerEachTimeUpToALimit() {
    Backoff first = Backoff.NONE.afterRunning(AT_ONCE);
    Backoff second = first.afterRunning(AT_ONCE);
    Backoff many = second;
    for (int death = 0; death < 100; death++) {
      many = many.afterRunning(AT_ONCE);
    }

    assertThat(first.delay()).isEqualTo(Duration.ofMillis(250));
    assertThat(second.delay()).isEqualTo(Duration.ofMillis(500));
    assertThat(many.delay()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void aServiceThatRanForAWhileStartsWithACleanRecord() {
    Backoff many = new Backoff(7);

    assertThat(many.afterRunning(Duration.ofMinutes(2)).delay()).isEqualTo(Duration.ofMillis(250));
  }
}
