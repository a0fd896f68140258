package dev.stitch.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/** One {@code stitch up} a home. */
public final class HomeLock implements AutoCloseable {

  private final HeldFile file;

  private HomeLock(HeldFile file) {
    this.file = file;
  }

  /**
   * Takes the lock.
   *
   * @throws StackException when another process has it
   */
  public static HomeLock acquire(Home home) {
    return tryAcquire(home)
        .orElseThrow(
            () ->
                new StackException(
                    "Stitch already runs in "
                        + home.root()
                        + " (process "
                        + holder(home)
                        + "). Stop it with Ctrl-C, or start another one with --home."));
  }

  /** Takes the lock unless another process has it. */
  public static Optional<HomeLock> tryAcquire(Home home) {
    try {
      Optional<HeldFile> file = HeldFile.tryHold(home.lock());
      if (file.isPresent()) {
        file.get().write(Long.toString(ProcessHandle.current().pid()));
      }
      return file.map(HomeLock::new);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + home.lock(), e);
    }
  }

  private static String holder(Home home) {
    try {
      return Files.readString(home.lock(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
