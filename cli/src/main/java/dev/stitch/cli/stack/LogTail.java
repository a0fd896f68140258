package dev.stitch.cli.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A service's log file.
 *
 * @param path where it is
 */
public record LogTail(Path path) {

  private static final int LINES = 15;
  private static final int LINE_LENGTH = 300;
  private static final int LAST_BYTES = 8192;
  private static final long LARGEST = 20L * 1024 * 1024;

  /**
   * Where a process's output goes; what grew large is set aside first, and one older file is kept.
   */
  public ProcessBuilder.Redirect redirect() {
    try {
      if (Files.exists(path) && Files.size(path) > LARGEST) {
        Files.move(
            path,
            path.resolveSibling(path.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      return ProcessBuilder.Redirect.appendTo(path.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  /**
   * The last lines with a heading, for a message about a service that would not start; empty
   * without a log.
   */
  public String text() {
    List<String> lines = lastBytes().lines().map(LogTail::shortened).toList();
    if (lines.isEmpty()) {
      return "";
    }
    return "\nThe end of "
        + path
        + ":\n    "
        + String.join("\n    ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }

  private static String shortened(String line) {
    return line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH) + "…";
  }

  private String lastBytes() {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - LAST_BYTES));
      byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException absent) {
      return "";
    }
  }
}
