package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** What somebody does in the first five minutes, on a stack that has never been used. */
class FirstMinutesTest {

  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  @TestFactory
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  Stream<DynamicNode> aFreshStackIsSeenToWorkWithinAMinute()
      throws IOException, InterruptedException {
    Path times = Files.createTempFile("stitch-first-minutes", ".json");
    try (RunningStack stack = RunningStack.create("--port", "" + RunningStack.freePort())) {
      Duration up = stack.up();
      Stream<DynamicNode> tests =
          BrowserTests.run(
              "e2e/fresh/vitest.config.ts",
              Map.of("STITCH_API", stack.api().base(), "STITCH_TIMES", times.toString()));
      return Stream.concat(tests, Stream.of(withinAMinute(up, times)));
    }
  }

  private static DynamicTest withinAMinute(Duration up, Path times) {
    return DynamicTest.dynamicTest(
        "a blueprint is tried and a journey completed within a minute",
        () -> {
          JsonNode taken = new ObjectMapper().readTree(times.toFile());
          System.out.printf(
              "first minutes: up in %.1f s; stages lit after %.1f s and a journey completed after"
                  + " %.1f s in the console%n",
              up.toMillis() / 1000.0,
              taken.get("lit").asLong() / 1000.0,
              taken.get("completed").asLong() / 1000.0);
          assertThat(Duration.ofMillis(taken.get("completed").asLong())).isLessThan(A_MINUTE);
        });
  }
}
