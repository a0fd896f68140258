package dev.stitch.activities.claudecode;

import dev.stitch.activities.process.OwnedFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A home of its own for one process: nothing of the host's user or of another run is in it. The
 * process is known by the file in it that is among its arguments.
 */
final class SessionFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SessionFolder.class);

  private static final String SERVERS = "servers.json";

  private static final OwnedFolders FOLDERS =
      new OwnedFolders("stitch-claude", (root, each) -> each.equals(servers(root).toString()));

  private final Path root;
  private final UUID session;

  private SessionFolder(Path root, UUID session) {
    this.root = root;
    this.session = session;
  }

  /** Makes one, and removes those that killed workers have left. */
  static SessionFolder create(UUID session) throws IOException {
    FOLDERS.removeLeft();
    // As the program sees it, whose name for a folder is made from the real path.
    SessionFolder folder = new SessionFolder(FOLDERS.create().toRealPath(), session);
    Files.createDirectories(folder.config());
    Files.createDirectories(folder.scratch());
    return folder;
  }

  Path home() {
    return root;
  }

  Path config() {
    return root.resolve("config");
  }

  /** Where a run works that has no workspace. */
  Path scratch() {
    return root.resolve("scratch");
  }

  /** The file that names the servers of tools. */
  Path servers() {
    return servers(root);
  }

  private static Path servers(Path root) {
    return root.resolve(SERVERS);
  }

  /** Has the program find what it wrote when it worked before, on whichever host. */
  void restore(Path workFolder, byte[] transcript) throws IOException {
    String name = workFolder.toRealPath().toString().replaceAll("[^a-zA-Z0-9]", "-");
    Path project = Files.createDirectories(projects().resolve(name));
    Files.write(project.resolve(fileName()), transcript);
  }

  /** What the program has written of the conversation so far; empty before the first word. */
  byte[] transcript() {
    try {
      Optional<Path> file = file();
      return file.isPresent() ? Files.readAllBytes(file.get()) : new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Path> file() throws IOException {
    if (!Files.isDirectory(projects())) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(projects())) {
      return all.map(project -> project.resolve(fileName())).filter(Files::isRegularFile).findAny();
    }
  }

  private Path projects() {
    return config().resolve("projects");
  }

  private String fileName() {
    return session + ".jsonl";
  }

  @Override
  public void close() {
    try {
      FOLDERS.delete(root);
    } catch (IOException e) {
      LOG.warn("{} could not be removed", root, e);
    }
  }
}
