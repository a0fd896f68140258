package dev.stitch.cli.temporal;

import dev.stitch.cli.stack.ChildCommand;
import dev.stitch.cli.stack.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Builds the Temporal CLI with Go, for machines that reach a module proxy but not the releases. */
final class GoInstall implements BinarySource {

  /** Newer ones up to 1.9 cannot be installed this way: their module replaces dependencies. */
  static final String VERSION = "1.5.1";

  private final Path cache;
  private final Terminal terminal;

  GoInstall(Path cache, Terminal terminal) {
    this.cache = cache;
    this.terminal = terminal;
  }

  /** Where the binary is kept. */
  Path target() {
    return cache.resolve("go-" + VERSION).resolve("temporal");
  }

  @Override
  public Optional<Path> find() {
    return ChildCommand.onPath("go").flatMap(this::build);
  }

  private Optional<Path> build(Path go) {
    terminal.say(
        "temporal", "building version " + VERSION + " with Go, once; this takes a few minutes");
    try {
      Files.createDirectories(target().getParent());
      ProcessBuilder install =
          new ProcessBuilder(
                  go.toString(), "install", "github.com/temporalio/cli/cmd/temporal@v" + VERSION)
              .inheritIO();
      install.environment().put("GOBIN", target().getParent().toString());
      return install.start().waitFor() == 0 ? Optional.of(target()) : Optional.empty();
    } catch (IOException e) {
      terminal.say("temporal", "cannot be built: " + e.getMessage());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
