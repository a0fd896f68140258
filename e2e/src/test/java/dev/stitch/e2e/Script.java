package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a program that tests call came to.
 *
 * @param output of both kinds
 */
record Script(int exit, String output) {

  /** Our scripts' word for a machine that has no Python for them. */
  private static final int NO_PYTHON = 3;

  /** A file of this module, which tests run in, or in the repository's folder. */
  static Path path(String name) {
    Path here = Path.of(name).toAbsolutePath();
    return Files.exists(here) ? here : Path.of("e2e", name).toAbsolutePath();
  }

  /** Runs a program to its end; where it needs Python and has none, the test is left out. */
  static Script run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      Script ended = new Script(process.exitValue(), text);
      assumeTrue(ended.exit() != NO_PYTHON, "skipped: " + text);
      assertThat(ended.exit()).as(text).isZero();
      return ended;
    }
  }

  String lastLine() {
    return output.strip().lines().reduce("", (before, line) -> line);
  }
}
