package dev.stitch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A guide whose commands are run as its reader runs them: all blocks fenced with {@code ```sh}, top
 * down, in one bash that stops at the first command that fails. Blocks fenced otherwise are only
 * shown.
 */
record Guide(Path file) {

  private static final Path FOLDER = Path.of("..", "docs").toAbsolutePath().normalize();

  /** Longest that a guide may take, in seconds. */
  private static final long PATIENCE = 180;

  private static final String STRICT =
      "set -euo pipefail; trap 'echo \"line $LINENO: $BASH_COMMAND\" >&2' ERR; source \"$1\"";

  /** What running a guide came to. */
  record Outcome(boolean succeeded, String output) {}

  /** The guides that have commands to run. */
  static List<Guide> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(Guide::new)
          .filter(guide -> !guide.script().isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The commands, each on the line of the guide that it stands on, so that failures name it. */
  String script() {
    List<String> script = new ArrayList<>();
    boolean command = false;
    boolean shown = false;
    for (String line : lines()) {
      boolean fence = line.startsWith("```");
      if (fence && !command && !shown) {
        command = line.strip().equals("```sh");
        shown = !command;
      } else if (fence) {
        command = false;
        shown = false;
      }
      script.add(command && !fence ? line : "");
    }
    return String.join("\n", script) + "\n";
  }

  /** Runs the guide in a folder of its own against the API at this address. */
  Outcome run(String api) {
    try {
      Path folder = Files.createTempDirectory("guide");
      Path script = Files.writeString(folder.resolve(file.getFileName() + ".sh"), script());
      Path output = folder.resolve("output");
      ProcessBuilder bash =
          new ProcessBuilder("bash", "-c", STRICT, "bash", script.toString())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      bash.environment().put("API", api);
      Process process = bash.start();
      boolean ended = process.waitFor(PATIENCE, TimeUnit.SECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      String text = Files.readString(output) + (ended ? "" : "\n… and did not end in time");
      return new Outcome(ended && process.exitValue() == 0, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
