package dev.stitch.activities.process;

import java.util.Arrays;
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
    return process
        .info()
        .arguments()
        .filter(arguments -> Arrays.stream(arguments).anyMatch(argument))
        .isPresent();
  }
}
