package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands in {@code docs/*.md} work as they stand there.
 *
 * <p>To have a guide's commands run, fence them with {@code ```sh}; nothing else is to be done.
 * They run in one bash under {@code set -euo pipefail}, in an empty folder, and begin with {@code
 * API=${API:-http://127.0.0.1:8080}}: the test sets {@code API} to a stack that other guides use at
 * the same time, so names and addresses must be the guide's own, and repeating it must work. There
 * are curl, jq and openssl. Say what must hold with {@code test}, wait with {@code until … do sleep
 * 0.2; done}. What a reader is only shown, or runs elsewhere, is fenced without a language or with
 * another one.
 */
class GuideTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.stitch.e2e.Guide#all")
  void theCommandsOfAGuideWork(Guide guide) {
    Guide.Outcome outcome = guide.run(RunningStack.shared().api().base());

    assertThat(outcome.succeeded()).as("%s:%n%s", guide, outcome.output()).isTrue();
  }
}
