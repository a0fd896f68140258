package dev.stitch.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a child process, so that it is recognised after a kill of its parent.
 *
 * @param service the service's name
 * @param pid the process id, which the system may give to another process later
 * @param startedAt when it started, which tells that other process apart
 * @param mark the argument that names its data
 * @param restarts how often it was started again before this, since the stack came up
 */
public record ProcessRecord(
    String service, long pid, Instant startedAt, String mark, int restarts) {

  /** Systems derive start times from ticks since boot and round them differently. */
  private static final Duration ROUNDING = Duration.ofSeconds(2);

  /** What a process with the recorded id turns out to be. */
  public enum Verdict {
    /** No such process. */
    GONE,
    /** It is the recorded one and has to be stopped before another may use its data. */
    OURS,
    /** The system has given the id to another process, which is left alone. */
    STRANGER
  }

  /** Remembers a process that was just started. */
  public static ProcessRecord of(Service service, Process process) {
    Instant startedAt = process.info().startInstant().orElseGet(Instant::now);
    return new ProcessRecord(service.name(), process.pid(), startedAt, service.mark(), 0);
  }

  /** The same as the successor of another. */
  ProcessRecord after(ProcessRecord predecessor) {
    return new ProcessRecord(service, pid, startedAt, mark, predecessor.restarts() + 1);
  }

  /** Compares the record with what has its id now. */
  public Verdict judge(Optional<RunningProcess> running) {
    if (running.isEmpty()) {
      return Verdict.GONE;
    }
    RunningProcess seen = running.get();
    boolean sameStart =
        Duration.between(startedAt, seen.startedAt()).abs().compareTo(ROUNDING) <= 0;
    return sameStart && seen.arguments().contains(mark) ? Verdict.OURS : Verdict.STRANGER;
  }
}
