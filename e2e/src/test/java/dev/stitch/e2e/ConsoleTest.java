package dev.stitch.e2e;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** What {@code console/e2e} holds of the console, against the whole product. */
class ConsoleTest {

  @TestFactory
  @Timeout(value = 40, unit = TimeUnit.MINUTES)
  Stream<DynamicNode> theConsoleWorksInARealBrowser() throws IOException, InterruptedException {
    return BrowserTests.run(
        "e2e/vitest.config.ts", Map.of("STITCH_API", RunningStack.shared().api().base()));
  }
}
