package dev.stitch.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Ports that a user's stacks have chosen. Seconds pass between that and somebody's listening there,
 * in which another stack would find them free.
 */
final class PortClaims {

  /** For as long as this process lives; a channel that nobody holds would be closed. */
  private static final List<HeldFile> CLAIMED = new CopyOnWriteArrayList<>();

  private final Path folder;

  PortClaims(Path folder) {
    this.folder = folder;
  }

  /** Whether no other stack has chosen a port, which this one has from now on. */
  boolean claim(int port) {
    try {
      Files.createDirectories(folder);
      Optional<HeldFile> claim = HeldFile.tryHold(folder.resolve(Integer.toString(port)));
      claim.ifPresent(CLAIMED::add);
      return claim.isPresent();
    } catch (IOException nobodyCanClaim) {
      return true;
    }
  }
}
