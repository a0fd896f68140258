package dev.stitch.activities.claudecode;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The real program, for tests; they are left out, and say so, where it cannot be had. */
public final class ClaudeCli {

  private ClaudeCli() {}

  /** Where it is. */
  public static Path required() throws IOException, InterruptedException {
    Process script =
        new ProcessBuilder(script().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!script.waitFor(5, TimeUnit.MINUTES) || script.exitValue() != 0) {
      return abort("left out: the claude program cannot be had here (e2e/claude-code.sh says why)");
    }
    return Path.of(printed.strip());
  }

  private static Path script() {
    Path script = Path.of("..", "e2e", "claude-code.sh");
    return script.toAbsolutePath().normalize();
  }
}
