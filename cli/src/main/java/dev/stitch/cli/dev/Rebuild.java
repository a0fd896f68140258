package dev.stitch.cli.dev;

import dev.stitch.cli.stack.Checkout;
import dev.stitch.cli.stack.StackException;
import dev.stitch.cli.stack.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Builds whenever a source changes, and says which modules the servers must take up anew. */
public final class Rebuild implements AutoCloseable {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Checkout checkout;
  private final Terminal terminal;
  private final Map<String, String> environment;
  private final Taker built;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Takes up what was built anew. */
  @FunctionalInterface
  public interface Taker {

    /**
     * Hears the names of the modules that changed.
     *
     * @throws StackException which is shown; the watch goes on
     */
    void take(Set<String> modules) throws InterruptedException;
  }

  /**
   * Watches nothing yet.
   *
   * @param environment the variables of the builds
   */
  public Rebuild(
      Checkout checkout, Terminal terminal, Map<String, String> environment, Taker built) {
    this.checkout = checkout;
    this.terminal = terminal;
    this.environment = environment;
    this.built = built;
  }

  /** Watches from now on, until it is closed. */
  public void watch() {
    Sources begin = Sources.of(checkout);
    Thread.ofVirtual().name("rebuild").start(() -> watch(begin));
  }

  private void watch(Sources begin) {
    Sources served = begin;
    Sources seen = begin;
    try {
      while (!closed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        Sources now = Sources.of(checkout);
        boolean settled = now.equals(seen);
        seen = now;
        // Editors and checkouts write several files: the build waits until a second is quiet.
        if (settled && !now.equals(served)) {
          Set<String> changed = now.changedSince(served);
          served = now;
          rebuild(changed);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void rebuild(Set<String> changed) throws InterruptedException {
    terminal.say("build", "of what changed in " + String.join(", ", changed));
    Instant begun = Instant.now();
    try {
      checkout.run("build", environment);
      terminal.say(
          "build", "done (" + Terminal.seconds(Duration.between(begun, Instant.now())) + ")");
      built.take(changed);
    } catch (StackException e) {
      terminal.line(e.getMessage());
      terminal.say("build", "failed; what runs stays as it is");
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
