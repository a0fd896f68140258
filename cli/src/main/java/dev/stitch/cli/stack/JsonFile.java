package dev.stitch.cli.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.stitch.json.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A small file of state that others read while it is replaced: they see the old or the new one,
 * never half of it.
 *
 * @param path where it is
 * @param type what it holds
 */
public record JsonFile<T>(Path path, Class<T> type) {

  private static final ObjectWriter WRITER = JsonCodec.MAPPER.writerWithDefaultPrettyPrinter();

  /**
   * What it holds; empty when it is absent or unreadable, since a kill may have come at any time.
   */
  public Optional<T> read() {
    try {
      return Optional.of(JsonCodec.MAPPER.readValue(Files.readAllBytes(path), type));
    } catch (NoSuchFileException | JsonProcessingException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /** Replaces it in one move, readable by its owner only. */
  public void write(T value) {
    Path draft = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.writeString(draft, WRITER.writeValueAsString(value) + "\n");
      if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
      }
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  /** Removes it; no error when it is absent. */
  public void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }
}
