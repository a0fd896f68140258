package dev.stitch.cli.temporal;

import dev.stitch.cli.stack.ChildCommand;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.StackException;
import dev.stitch.cli.stack.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds the Temporal CLI: the one this home has used before, since its database may not fit another
 * version; else the one on the path; else one in the cache; else the official release; else one
 * built with Go.
 */
public final class TemporalBinary {

  private final Home home;
  private final Path cache;
  private final Terminal terminal;

  /** Looks for the binary of {@code home} and keeps what it fetches in {@code cache}. */
  public TemporalBinary(Home home, Path cache, Terminal terminal) {
    this.home = home;
    this.cache = cache.resolve("temporal");
    this.terminal = terminal;
  }

  /**
   * Finds or fetches the binary and remembers it in the home.
   *
   * @throws StackException when no way is open
   */
  public Path find() {
    ReleaseArchive release = new ReleaseArchive(cache, terminal);
    GoInstall go = new GoInstall(cache, terminal);
    List<BinarySource> sources =
        List.of(
            this::remembered,
            () -> ChildCommand.onPath("temporal"),
            () -> Optional.of(release.target()),
            () -> Optional.of(go.target()),
            release,
            go);
    Path binary =
        sources.stream()
            .map(BinarySource::find)
            .flatMap(Optional::stream)
            .filter(TemporalBinary::works)
            .findFirst()
            .orElseThrow(
                () ->
                    new StackException(
                        "No Temporal server: `temporal` is not on the path, the release could not be downloaded and Go is"
                            + " not installed. Install the Temporal CLI, or name a server with TEMPORAL_ADDRESS."));
    remember(binary);
    return binary;
  }

  private Optional<Path> remembered() {
    try {
      return Files.exists(home.temporalBinary())
          ? Optional.of(Path.of(Files.readString(home.temporalBinary()).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remember(Path binary) {
    try {
      Files.writeString(home.temporalBinary(), binary + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of that name is not enough: it may be of another architecture, or another program. */
  private static boolean works(Path binary) {
    if (!Files.isExecutable(binary)) {
      return false;
    }
    try {
      Process process =
          new ProcessBuilder(binary.toString(), "server", "start-dev", "--help")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException unusable) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
