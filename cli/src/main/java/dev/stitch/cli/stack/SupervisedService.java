package dev.stitch.cli.stack;

import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one service running: starts it, waits until it serves, starts it again when it dies, stops
 * it.
 */
final class SupervisedService {

  /** From here on somebody who waits is told for what. */
  private static final Duration SLOW_START = Duration.ofSeconds(20);

  /** What has not served by now hangs; a busy machine takes long, and giving up helps nobody. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Service service;
  private final ProcessLedger ledger;
  private final Terminal terminal;
  private final LogTail log;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Process process;

  SupervisedService(Service service, ProcessLedger ledger, Terminal terminal, LogTail log) {
    this.service = service;
    this.ledger = ledger;
    this.terminal = terminal;
    this.log = log;
  }

  /**
   * Starts the service and waits until it serves.
   *
   * @throws StackException when it ends or takes longer than five minutes
   */
  void start() throws InterruptedException {
    Instant begun = Instant.now();
    Process started = launch();
    awaitReady(started);
    terminal.say(
        service.name(),
        "ready at "
            + service.where()
            + " ("
            + Terminal.seconds(Duration.between(begun, Instant.now()))
            + ")");
  }

  /**
   * Watches the running service from now on and calls {@code restarted} whenever a new process
   * serves.
   */
  void watch(Runnable restarted) {
    Thread.ofVirtual().name("watch-" + service.name()).start(() -> keepRunning(restarted));
  }

  /** The process that runs now. */
  synchronized OptionalLong pid() {
    return process != null && process.isAlive()
        ? OptionalLong.of(process.pid())
        : OptionalLong.empty();
  }

  /** Asks the process to end, for the watch to start the next. */
  void renew() {
    Process old = current();
    if (old != null && old.isAlive()) {
      service.requestStop(old.toHandle());
    }
  }

  /**
   * Stops the service for good; a start that is under way gives up.
   *
   * @return whether it ended by itself, without being killed
   */
  boolean stop() throws InterruptedException {
    stopping.countDown();
    Process last = current();
    if (last == null) {
      return true;
    }
    boolean clean = true;
    if (last.isAlive()) {
      service.requestStop(last.toHandle());
      if (!last.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        terminal.say(
            service.name(), "does not stop within " + STOP_LIMIT.toSeconds() + " s and is killed");
        last.destroyForcibly().waitFor();
        clean = false;
      }
    }
    ledger.strike(service.name());
    return clean;
  }

  private void keepRunning(Runnable restarted) {
    Backoff backoff = Backoff.NONE;
    try {
      while (true) {
        Instant begun = Instant.now();
        Process watched = current();
        int exitCode = watched == null ? -1 : watched.waitFor();
        if (isStopping()) {
          return;
        }
        backoff = backoff.afterRunning(Duration.between(begun, Instant.now()));
        terminal.say(
            service.name(),
            "ended with exit code "
                + exitCode
                + "; starting it again in "
                + Terminal.seconds(backoff.delay()));
        if (stopping.await(backoff.delay().toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        restart(restarted);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void restart(Runnable restarted) throws InterruptedException {
    try {
      start();
      restarted.run();
    } catch (StackException e) {
      if (!isStopping()) {
        terminal.line(e.getMessage());
        Process failed = current();
        if (failed != null) {
          failed.destroyForcibly().waitFor();
        }
      }
    }
  }

  private synchronized Process launch() {
    if (isStopping()) {
      throw new StackException("Stitch is stopping.");
    }
    try {
      process = service.launch();
      ledger.enter(ProcessRecord.of(service, process));
      return process;
    } catch (IOException e) {
      throw new StackException("Cannot start " + service.name() + ": " + e.getMessage(), e);
    }
  }

  private synchronized @Nullable Process current() {
    return process;
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void awaitReady(Process started) throws InterruptedException {
    Instant begun = Instant.now();
    boolean told = false;
    while (!ready(started)) {
      Duration waited = Duration.between(begun, Instant.now());
      if (!started.isAlive()) {
        throw new StackException(
            service.name()
                + " ended with exit code "
                + started.exitValue()
                + " before it was ready."
                + log.text());
      }
      if (waited.compareTo(START_LIMIT) > 0) {
        throw new StackException(
            service.name() + " is not ready after " + Terminal.seconds(waited) + "." + log.text());
      }
      if (!told && waited.compareTo(SLOW_START) > 0) {
        terminal.say(service.name(), "is still starting; its log is " + log.path());
        told = true;
      }
      if (stopping.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StackException("Stitch is stopping.");
      }
    }
  }

  private boolean ready(Process started) {
    try {
      return started.isAlive() && service.isReady(started);
    } catch (IOException notYet) {
      return false;
    }
  }
}
