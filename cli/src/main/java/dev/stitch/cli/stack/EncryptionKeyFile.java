package dev.stitch.cli.stack;

import dev.stitch.keys.KeyRing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The key of a home, made once and readable by its owner only. Without it the secrets of the home's
 * database are lost: it belongs into a backup, though not beside the database's.
 *
 * @param home whose it is
 */
public record EncryptionKeyFile(Home home) {

  /** The key, or keys, newest first; made now when there is none. */
  public String key() {
    return read().orElseGet(this::create);
  }

  /** The key, empty when none was ever needed. */
  public Optional<String> read() {
    Path file = home.encryptionKey();
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private String create() {
    Path draft = home.root().resolve("encryption.key.new-" + ProcessHandle.current().pid());
    try {
      Files.deleteIfExists(draft);
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(draft, KeyRing.fresh() + "\n", StandardOpenOption.SYNC);
      // Whole or not at all, and never over a key that somebody made in between.
      Files.createLink(home.encryptionKey(), draft);
      Files.delete(draft);
    } catch (FileAlreadyExistsException e) {
      return read().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + home.encryptionKey(), e);
    }
    return read().orElseThrow();
  }
}
