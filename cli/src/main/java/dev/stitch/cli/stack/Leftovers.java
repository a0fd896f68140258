package dev.stitch.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Stops what a killed {@code stitch up} left running, so that no two servers ever work on one data
 * file.
 *
 * <p>The ledger says what was started; pid, start time and data are verified before anything is
 * stopped. A process that was started in the instant before the kill may be missing there, so the
 * process table is searched for our marks too.
 */
public final class Leftovers {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final ProcessLedger ledger;
  private final Terminal terminal;

  /** Works on one home. */
  public Leftovers(ProcessLedger ledger, Terminal terminal) {
    this.ledger = ledger;
    this.terminal = terminal;
  }

  /** Stops the leftovers of these services, the last started first. */
  public void stop(List<Service> services) {
    for (Service service : services.reversed()) {
      for (long pid : pids(service)) {
        terminal.say(
            service.name(), "stopping process " + pid + ", left behind by a stack that was killed");
        ProcessHandle.of(pid).ifPresent(handle -> end(handle, service));
      }
      ledger.strike(service.name());
    }
  }

  private Set<Long> pids(Service service) {
    Set<Long> pids = new LinkedHashSet<>();
    ledger.all().stream()
        .filter(record -> record.service().equals(service.name()))
        .filter(
            record -> record.judge(RunningProcess.of(record.pid())) == ProcessRecord.Verdict.OURS)
        .forEach(record -> pids.add(record.pid()));
    RunningProcess.withArgument(service.mark()).forEach(seen -> pids.add(seen.pid()));
    pids.remove(ProcessHandle.current().pid());
    return pids;
  }

  private static void end(ProcessHandle handle, Service service) {
    service.requestStop(handle);
    if (!endsWithin(handle, PATIENCE)) {
      handle.destroyForcibly();
      if (!endsWithin(handle, PATIENCE)) {
        throw new StackException(
            "Process " + handle.pid() + " (" + service.name() + ") cannot be stopped.");
      }
    }
  }

  /**
   * Looks at the process table: where nobody reaps orphans, as in many containers, their exit is
   * never reported.
   */
  private static boolean endsWithin(ProcessHandle handle, Duration patience) {
    Instant limit = Instant.now().plus(patience);
    while (RunningProcess.of(handle.pid()).isPresent()) {
      if (Instant.now().isAfter(limit)) {
        return false;
      }
      try {
        Thread.sleep(LOOK_AGAIN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StackException("Interrupted while stopping process " + handle.pid() + ".", e);
      }
    }
    return true;
  }
}
