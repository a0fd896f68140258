package dev.stitch.cli.temporal;

import java.nio.file.Path;
import java.util.Optional;

/** One way to come by a Temporal CLI, which contains the local server. */
@FunctionalInterface
interface BinarySource {

  /** The executable; empty when this way is not open on this machine, which is never an error. */
  Optional<Path> find();
}
