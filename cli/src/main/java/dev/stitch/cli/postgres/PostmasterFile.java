package dev.stitch.cli.postgres;

import dev.stitch.cli.stack.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL's own lock, {@code postmaster.pid}. PostgreSQL clears a stale one away, except when
 * there is a process with the id in it: another program that the system gave the id to, or a killed
 * server that nobody reaps, as in many containers. Then it refuses to start, and a person would
 * have to delete the file.
 *
 * @param data the data directory
 */
record PostmasterFile(Path data) {

  /** The process in the file; empty when there is no file or no number in it. */
  Optional<Long> pid() throws IOException {
    if (Files.notExists(path())) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(path());
    try {
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(Long.parseLong(lines.getFirst().strip()));
    } catch (NumberFormatException halfWritten) {
      return Optional.empty();
    }
  }

  /**
   * Deletes the file when its process is not a PostgreSQL on this data directory, and no orphaned
   * server process works in it: those keep shared memory that only the file's content would betray
   * to the next server.
   */
  void deleteIfStale(String mark) throws IOException {
    Optional<Long> pid = pid();
    boolean taken = pid.flatMap(ProcessHandle::of).isPresent();
    boolean ours =
        pid.flatMap(RunningProcess::of).filter(seen -> seen.arguments().contains(mark)).isPresent();
    if (taken && !ours && !anybodyWorksInData()) {
      Files.delete(path());
    }
  }

  private boolean anybodyWorksInData() throws IOException {
    Path processes = Path.of("/proc");
    if (!Files.isDirectory(processes)) {
      return false;
    }
    Path real = data.toRealPath();
    try (Stream<Path> folders = Files.list(processes)) {
      return folders.map(folder -> folder.resolve("cwd")).anyMatch(cwd -> pointsTo(cwd, real));
    }
  }

  private static boolean pointsTo(Path link, Path target) {
    try {
      return Files.readSymbolicLink(link).equals(target);
    } catch (IOException notOurs) {
      return false;
    }
  }

  private Path path() {
    return data.resolve("postmaster.pid");
  }
}
