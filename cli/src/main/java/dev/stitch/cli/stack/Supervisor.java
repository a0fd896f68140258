package dev.stitch.cli.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts services, keeps them running, and stops them in the reverse order. */
public final class Supervisor {

  private final Home home;
  private final ProcessLedger ledger;
  private final Terminal terminal;
  private final Map<Service, SupervisedService> services = new LinkedHashMap<>();
  private boolean stopped;

  /** Supervises the services of one home. */
  public Supervisor(Home home, ProcessLedger ledger, Terminal terminal) {
    this.home = home;
    this.ledger = ledger;
    this.terminal = terminal;
  }

  /**
   * Starts services side by side and waits until all of them serve.
   *
   * @throws StackException when one does not; the others may run and are stopped by {@link #stop}
   */
  public void start(List<Service> group) throws InterruptedException {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletionService<Void> starts = new ExecutorCompletionService<>(executor);
      for (Service service : group) {
        SupervisedService supervised = supervise(service);
        starts.submit(
            () -> {
              supervised.start();
              return null;
            });
      }
      awaitAll(starts, group.size(), executor);
    }
  }

  private static void awaitAll(CompletionService<Void> starts, int count, ExecutorService executor)
      throws InterruptedException {
    try {
      for (int done = 0; done < count; done++) {
        starts.take().get();
      }
    } catch (ExecutionException e) {
      // The first failure decides; nobody waits for the others.
      executor.shutdownNow();
      if (e.getCause() instanceof StackException known) {
        throw known;
      }
      throw new StackException(
          "A part of the stack cannot be started: " + e.getCause(), e.getCause());
    }
  }

  /** From now on starts again what dies; {@code restarted} is called when a new process serves. */
  public synchronized void watch(Runnable restarted) {
    services.values().forEach(service -> service.watch(restarted));
  }

  /**
   * Ends a service's process, so that the watch starts it again; nothing when it is not running.
   */
  public synchronized void renew(Service service) {
    SupervisedService supervised = services.get(service);
    if (supervised != null && !stopped) {
      supervised.renew();
    }
  }

  /** The process of a service that runs now. */
  public synchronized OptionalLong pid(Service service) {
    SupervisedService supervised = services.get(service);
    return supervised == null ? OptionalLong.empty() : supervised.pid();
  }

  /**
   * Stops everything, the last started first. A second call waits for the first and does nothing.
   *
   * @return whether every process ended by itself
   */
  public synchronized boolean stop() {
    if (stopped) {
      return true;
    }
    stopped = true;
    boolean clean = true;
    try {
      for (SupervisedService service : List.copyOf(services.values()).reversed()) {
        clean &= service.stop();
      }
      return clean;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized SupervisedService supervise(Service service) {
    if (stopped) {
      throw new StackException("Stitch is stopping.");
    }
    SupervisedService supervised =
        new SupervisedService(service, ledger, terminal, new LogTail(home.log(service.name())));
    services.put(service, supervised);
    return supervised;
  }
}
