package dev.stitch.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process as it is seen now.
 *
 * @param pid its id
 * @param startedAt when it started
 * @param arguments its command line
 */
public record RunningProcess(long pid, Instant startedAt, List<String> arguments) {

  /**
   * Looks at one process; empty when there is none, or when it is a zombie that only waits to be
   * reaped.
   */
  public static Optional<RunningProcess> of(long pid) {
    return ProcessHandle.of(pid).flatMap(RunningProcess::of);
  }

  /** Every process whose command line has exactly this argument. */
  public static List<RunningProcess> withArgument(String argument) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.map(RunningProcess::of)
          .flatMap(Optional::stream)
          .filter(seen -> seen.arguments().contains(argument))
          .toList();
    }
  }

  private static Optional<RunningProcess> of(ProcessHandle handle) {
    List<String> arguments = arguments(handle);
    if (!handle.isAlive() || arguments.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RunningProcess(
            handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH), arguments));
  }

  private static List<String> arguments(ProcessHandle handle) {
    // Java's own view of a command line ends after one memory page, and our class path is longer.
    Path linux = Path.of("/proc", Long.toString(handle.pid()), "cmdline");
    try {
      return split(Files.readString(linux, StandardCharsets.ISO_8859_1), "\0");
    } catch (IOException notLinux) {
      return handle.info().commandLine().map(line -> split(line, " ")).orElse(List.of());
    }
  }

  private static List<String> split(String line, String separator) {
    return Arrays.stream(line.split(separator, -1)).filter(part -> !part.isEmpty()).toList();
  }
}
