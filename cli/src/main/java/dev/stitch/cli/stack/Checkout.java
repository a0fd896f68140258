package dev.stitch.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sources that this program was built from.
 *
 * @param root the folder that the launcher stands in
 */
public record Checkout(Path root) {

  /**
   * The checkout whose launcher started this process.
   *
   * @throws StackException when there is none, as in a release
   */
  public static Checkout find(Map<String, String> environment) {
    Path root = Path.of(environment.getOrDefault("STITCH_ROOT", ""));
    if (!Files.isRegularFile(root.resolve("pom.xml"))) {
      throw new StackException("--dev builds from sources, and there are none here. Leave it out.");
    }
    return new Checkout(root.toAbsolutePath().normalize());
  }

  /** The console, which its own server watches and serves; empty where it cannot be built. */
  public Optional<Path> console() {
    Path folder = root.resolve("console");
    return Optional.of(folder).filter(there -> Files.isRegularFile(vite(there)));
  }

  /** The server of the console's sources. */
  public static Path vite(Path console) {
    return console.resolve("node_modules/vite/bin/vite.js");
  }

  /** Where the launcher writes the class path of the newest build. */
  public Path classPathFile() {
    return root.resolve("cli/target/builds/classpath.txt");
  }

  /**
   * Runs a command of the launcher, which builds first what is not built yet, and waits for it.
   *
   * @param environment every variable that it sees
   * @return what it said
   * @throws StackException with what it said when it fails
   */
  public String run(String command, Map<String, String> environment) throws InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(root.resolve("stitch").toString(), command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new StackException(said);
      }
      return said;
    } catch (IOException e) {
      throw new StackException("Cannot run ./stitch " + command + ": " + e.getMessage(), e);
    }
  }

  /** The folders with a {@code pom.xml}: the modules of the build. */
  public List<String> modules() throws IOException {
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }
}
