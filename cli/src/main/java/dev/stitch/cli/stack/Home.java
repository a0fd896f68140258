package dev.stitch.cli.stack;

import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The folder that holds everything of one local stack; deleting it deletes the stack.
 *
 * @param root absolute and normalised, since processes are recognised by it
 */
public record Home(Path root) {

  /** Makes the path absolute. */
  public Home {
    root = root.toAbsolutePath().normalize();
  }

  /**
   * Finds the home: the option, else {@code STITCH_HOME}, else {@code .stitch} beside the launcher,
   * else in the working folder.
   *
   * @throws StackException when the option is empty
   */
  public static Home find(@Nullable Path option, Map<String, String> environment) {
    if (option != null) {
      if (option.toString().isBlank()) {
        throw new StackException("--home is empty. Name a folder, or leave it out.");
      }
      return new Home(option);
    }
    String configured = environment.getOrDefault("STITCH_HOME", "");
    if (!configured.isBlank()) {
      return new Home(Path.of(configured));
    }
    return new Home(Path.of(environment.getOrDefault("STITCH_ROOT", "")).resolve(".stitch"));
  }

  /**
   * Creates the folder, readable by its owner only: it holds the database and its password.
   *
   * @throws StackException when it cannot be written
   */
  public void create() {
    try {
      if (Files.notExists(root)) {
        Files.createDirectories(root);
        if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        }
      }
      Files.createDirectories(logs());
      Files.createDirectories(repositories());
    } catch (IOException e) {
      throw new StackException(
          "Cannot write to %s (%s). Name a folder that you may write to with --home."
              .formatted(root, e),
          e);
    }
  }

  /** Repositories that blueprints work on. */
  public Path repositories() {
    return root.resolve("repositories");
  }

  /** Held by a running {@code stitch up}. */
  public Path lock() {
    return root.resolve("lock");
  }

  /** There while the stack is ready: where its parts are. */
  public Path endpoints() {
    return root.resolve("endpoints.json");
  }

  /** The ports of last time. */
  public Path ports() {
    return root.resolve("ports.json");
  }

  /** The processes of the running or killed stack. */
  public Path processes() {
    return root.resolve("processes.json");
  }

  /** PostgreSQL's data directory. */
  public Path postgresData() {
    return root.resolve("postgres");
  }

  /** The password of the database's owner. */
  public Path postgresPassword() {
    return root.resolve("postgres.password");
  }

  /** The key that secrets in the embedded database are sealed with. */
  public Path encryptionKey() {
    return root.resolve("encryption.key");
  }

  /** The Temporal server's SQLite file. */
  public Path temporalDatabase() {
    return root.resolve("temporal.db");
  }

  /** Names the Temporal binary that made {@link #temporalDatabase} and keeps it. */
  public Path temporalBinary() {
    return root.resolve("temporal.path");
  }

  /** Where the logs are. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** The log of one service. */
  public Path log(String service) {
    return logs().resolve(service + ".log");
  }
}
