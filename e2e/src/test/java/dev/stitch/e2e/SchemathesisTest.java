package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The API against its own description; {@code e2e/schemathesis.sh} says how to try more cases. */
class SchemathesisTest {

  /** The script's word for a machine that has no Python for it. */
  private static final int NO_PYTHON = 3;

  @Test
  @Timeout(300)
  void noGeneratedRequestBreaksTheApiOrIsAnsweredOtherwiseThanDescribed() throws Exception {
    // A stack of its own: what it makes would be in the way of other tests.
    try (RunningStack stack = RunningStack.start()) {
      Result result = run("--url", stack.api().base(), "--seconds", "60", "--seed", "4711");

      assumeTrue(
          result.exit() != NO_PYTHON, "skipped: no Python 3.10 with venv: " + result.output());
      System.out.println(lastLines(result.output()));
      assertThat(result.exit()).as(result.output()).isZero();
    }
  }

  private record Result(int exit, String output) {}

  private static Result run(String... arguments) throws IOException, InterruptedException {
    Path script = script();
    String[] command = new String[arguments.length + 1];
    command[0] = script.toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      return new Result(process.exitValue(), text);
    }
  }

  /** Tests run in the module's folder or in the repository's. */
  private static Path script() {
    Path here = Path.of("schemathesis.sh").toAbsolutePath();
    return Files.exists(here) ? here : Path.of("e2e", "schemathesis.sh").toAbsolutePath();
  }

  private static String lastLines(String output) {
    int summary = output.lastIndexOf("Test cases:");
    return summary < 0 ? output : "schemathesis: " + output.substring(summary).strip();
  }
}
