package dev.stitch.activities.claudecode;

import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The {@code claude} program of this host: {@code STITCH_CLAUDE_CLI}, else the one on the path. */
@Singleton
public class ClaudeProgram {

  private static final String NAME = "claude";

  /** It takes one to start. */
  private static final int SECONDS = 20;

  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private final String configured;

  /**
   * @param configured where it is; empty for wherever the path has it
   */
  public ClaudeProgram(@Value("${stitch.claude.cli:}") String configured) {
    this.configured = configured.strip();
  }

  /**
   * The program that a setting names.
   *
   * @throws IllegalArgumentException when it names none
   */
  public static Path named(String setting) {
    Path program = Path.of(setting.strip());
    if (!program.isAbsolute() || !Files.isExecutable(program)) {
      throw new IllegalArgumentException(
          "STITCH_CLAUDE_CLI: \"%s\" is no program: give its full path, as in /usr/local/bin/claude"
              .formatted(program));
    }
    return program;
  }

  /**
   * Where it is.
   *
   * @throws StepException {@code INVALID_CONFIG} when there is none
   */
  public Path find() throws StepException {
    try {
      return configured.isEmpty() ? onPath().orElseThrow() : named(configured);
    } catch (IllegalArgumentException wrong) {
      throw new StepException(FailureCode.INVALID_CONFIG, wrong.getMessage());
    } catch (NoSuchElementException none) {
      throw new StepException(
          FailureCode.INVALID_CONFIG,
          "There is no claude on the path of this worker: install Claude Code there, or set"
              + " STITCH_CLAUDE_CLI to where it is.");
    }
  }

  /**
   * What it says its version is.
   *
   * @throws StepException {@code INVALID_CONFIG} when there is none, {@code UNAVAILABLE} when it
   *     does not say
   */
  public String version() throws StepException, InterruptedException {
    Path program = find();
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), "--version")
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().retainAll(Set.of("PATH"));
    try {
      Process process = builder.start();
      try {
        if (process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
          return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .strip();
        }
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new StepException(
          FailureCode.UNAVAILABLE, program + " cannot be started: " + e.getMessage(), e);
    }
    throw new StepException(FailureCode.UNAVAILABLE, program + " does not say its version");
  }

  private static Optional<Path> onPath() {
    return SEPARATOR
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, NAME))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
