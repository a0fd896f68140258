package dev.stitch.activities.claudecode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One process of the program, in an environment made from nothing. */
final class ClaudeProcess {

  /** How long it may take to put down its work, and how long to end. */
  private static final int LAST_SECONDS = 2;

  /** The end of what it said went wrong, in characters. */
  private static final int SAID = 2_000;

  private final Process process;
  private final Writer input;
  private final StringBuilder said = new StringBuilder();

  private ClaudeProcess(Process process) {
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts it.
   *
   * @param environment all that it has of one
   * @throws StepException {@code UNAVAILABLE} when it cannot be started
   */
  static ClaudeProcess start(
      List<String> command, Path folder, Map<String, String> environment, Consumer<String> lines)
      throws StepException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      ClaudeProcess claude = new ClaudeProcess(builder.start());
      Thread.ofVirtual()
          .name("claude-output")
          .start(() -> read(claude.process.inputReader(StandardCharsets.UTF_8), lines));
      Thread.ofVirtual()
          .name("claude-errors")
          .start(() -> read(claude.process.errorReader(StandardCharsets.UTF_8), claude::keep));
      return claude;
    } catch (IOException e) {
      throw new StepException(
          FailureCode.UNAVAILABLE, "Claude Code could not be started on this worker's host.", e);
    }
  }

  private static void read(BufferedReader reader, Consumer<String> lines) {
    try (reader) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.accept(line);
      }
    } catch (IOException ended) {
      // The process has ended, which is noticed by itself.
    }
  }

  private void keep(String line) {
    synchronized (said) {
      said.append(line).append('\n');
      if (said.length() > SAID) {
        said.delete(0, said.length() - SAID);
      }
    }
  }

  /** Says a line; one that has ended hears nothing, which is noticed by itself. */
  void say(JsonNode line) {
    synchronized (input) {
      try {
        input.write(line + "\n");
        input.flush();
      } catch (IOException ended) {
        // As the comment above says.
      }
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** How it has ended, in words. */
  String end() {
    synchronized (said) {
      return "it ended with the code %d. %s"
          .formatted(process.exitValue(), said.toString().strip());
    }
  }

  /** Has it put down its work, then ends it with all that it has started. */
  void stop() {
    if (!process.isAlive()) {
      return;
    }
    say(ClaudeWords.interrupt());
    boolean interrupted = Thread.interrupted();
    try {
      synchronized (input) {
        input.close();
      }
      process.waitFor(LAST_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // It has ended.
    } catch (InterruptedException e) {
      interrupted = true;
    }
    // Found before it ends: afterwards nobody knows whose children they are.
    List<ProcessHandle> family = process.descendants().toList();
    process.destroy();
    try {
      process.waitFor(LAST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
