package dev.stitch.cli.up;

import dev.stitch.cli.settings.Settings;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.HomeLock;
import dev.stitch.cli.stack.RunningProcess;
import dev.stitch.cli.stack.StackEndpoints;
import dev.stitch.cli.stack.StackException;
import dev.stitch.cli.stack.StackSettings;
import dev.stitch.cli.stack.Terminal;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A stack for as long as a command needs one: the running one, which stays, or one of its own. */
public final class BorrowedStack implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final StackEndpoints endpoints;
  private final @Nullable Own own;

  private record Own(HomeLock lock, Stack stack) {}

  private BorrowedStack(StackEndpoints endpoints, @Nullable Own own) {
    this.endpoints = endpoints;
    this.own = own;
  }

  /**
   * Finds the stack of a home, waits for one that is starting, or starts one.
   *
   * @throws StackException when none becomes ready
   */
  public static BorrowedStack find(Home home, Map<String, String> environment, Terminal terminal)
      throws InterruptedException {
    home.create();
    Instant limit = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(limit)) {
      Optional<StackEndpoints> running = running(home);
      if (running.isPresent()) {
        terminal.line("Using the stack at " + running.get().api());
        return new BorrowedStack(running.get(), null);
      }
      Optional<HomeLock> lock = HomeLock.tryAcquire(home);
      if (lock.isPresent()) {
        return start(home, environment, terminal, lock.get());
      }
      Thread.sleep(LOOK_AGAIN);
    }
    throw new StackException(
        "A stack runs in "
            + home.root()
            + " but is not ready after "
            + PATIENCE.toSeconds()
            + " s.");
  }

  /** Base URL of its API. */
  public String api() {
    return endpoints.api();
  }

  @Override
  public void close() {
    if (own != null) {
      own.stack.close();
      own.lock.close();
    }
  }

  private static Optional<StackEndpoints> running(Home home) {
    return StackEndpoints.file(home)
        .read()
        .filter(endpoints -> RunningProcess.of(endpoints.pids().up()).isPresent());
  }

  private static BorrowedStack start(
      Home home, Map<String, String> environment, Terminal terminal, HomeLock lock)
      throws InterruptedException {
    terminal.line("Starting Stitch in " + home.root());
    Stack stack =
        new Stack(
            new StackSettings(home, OptionalInt.empty(), Optional.empty(), false, environment),
            terminal);
    StopOnExit.install(stack, terminal);
    try {
      Settings.checkStack(environment);
      return new BorrowedStack(stack.start(), new Own(lock, stack));
    } catch (RuntimeException | InterruptedException e) {
      stack.close();
      lock.close();
      throw e;
    }
  }
}
