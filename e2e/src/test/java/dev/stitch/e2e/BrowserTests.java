package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests of the console that run in a real browser. They are TypeScript, as the console is, and told
 * here as tests of their own.
 */
final class BrowserTests {

  private static final Path CONSOLE = Path.of("..", "console").toAbsolutePath().normalize();

  private static final ObjectMapper JSON = new ObjectMapper();

  private BrowserTests() {}

  /**
   * Runs those that a configuration names; with {@code -Dstitch.console=inbox} only files whose
   * names have that in them.
   *
   * @param config the configuration's file, below {@code console}
   * @param environment what the tests are to know
   */
  static Stream<DynamicNode> run(String config, Map<String, String> environment)
      throws IOException, InterruptedException {
    assertThat(CONSOLE.resolve("node_modules"))
        .as("the console's libraries; its tests need Node.js 20.19 or newer with npm")
        .isDirectory();
    Path report = Files.createTempFile("stitch-console", ".json");
    Path log = Files.createTempFile("stitch-console", ".log");
    Process tests = start(config, environment, report, log);
    try {
      assertThat(tests.waitFor(39, TimeUnit.MINUTES)).as("the tests of the console end").isTrue();
    } finally {
      tests.descendants().forEach(ProcessHandle::destroy);
      tests.destroy();
    }
    JsonNode results = JSON.readTree(report.toFile());
    if (results.path("testResults").isEmpty()) {
      throw new IllegalStateException("No test of the console ran: " + Files.readString(log));
    }
    return results.path("testResults").valueStream().map(BrowserTests::file);
  }

  private static Process start(
      String config, Map<String, String> environment, Path report, Path log) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "npx",
                "--no-install",
                "vitest",
                "run",
                "--config",
                config,
                "--reporter=json",
                "--outputFile=" + report));
    Optional.ofNullable(System.getProperty("stitch.console")).ifPresent(command::add);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(CONSOLE.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static DynamicNode file(JsonNode file) {
    String name = Path.of(file.path("name").asText()).getFileName().toString();
    List<DynamicTest> tests =
        file.path("assertionResults").valueStream().map(BrowserTests::test).toList();
    return DynamicContainer.dynamicContainer(
        name, tests.isEmpty() ? Stream.of(broken(name, file)) : tests.stream());
  }

  private static DynamicTest test(JsonNode result) {
    return DynamicTest.dynamicTest(
        result.path("fullName").asText(),
        () -> {
          JsonNode failures = result.path("failureMessages");
          assertThat(result.path("status").asText())
              .as(failures.toPrettyString())
              .isEqualTo("passed");
          if (!failures.isEmpty()) {
            System.out.println("[WARNING] Flakes: at first " + failures.toPrettyString());
          }
        });
  }

  /** A file without tests is one that could not be read. */
  private static DynamicTest broken(String name, JsonNode file) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          throw new AssertionError(file.path("message").asText());
        });
  }
}
