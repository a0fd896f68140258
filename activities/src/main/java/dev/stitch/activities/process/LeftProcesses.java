package dev.stitch.activities.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Processes that a worker that is no more has left. */
public final class LeftProcesses {

  /** How long killed processes may take to be gone. */
  private static final int LAST_SECONDS = 5;

  private LeftProcesses() {}

  /**
   * Ends processes with all that they have started, and waits until they are gone, but no longer
   * than a few seconds.
   *
   * @param argument tells them by one of their arguments
   */
  public static void end(Predicate<String> argument) {
    List<ProcessHandle> left =
        ProcessHandle.allProcesses()
            .filter(process -> has(process, argument))
            .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
            .distinct()
            .toList();
    left.forEach(ProcessHandle::destroyForcibly);
    CompletableFuture.allOf(
            left.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, LAST_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private static boolean has(ProcessHandle process, Predicate<String> argument) {
    return arguments(process).stream().anyMatch(argument);
  }

  /**
   * What a process was started with. The JDK tells it of no process whose command line is longer
   * than a page of memory, so it is read where the system has it in a file.
   */
  public static List<String> arguments(ProcessHandle process) {
    Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      return List.of(Files.readString(commandLine, StandardCharsets.ISO_8859_1).split("\0"));
    } catch (IOException elsewhereOrGone) {
      return process.info().arguments().map(List::of).orElse(List.of());
    }
  }
}
