package dev.stitch.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What lives in the heap of another JVM, by its {@code jcmd}. */
final class JvmHeap {

  private static final String JCMD =
      Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

  private final long pid;

  JvmHeap(long pid) {
    this.pid = pid;
  }

  /** The bytes of all objects that are reachable; the JVM collects the others for this. */
  long liveBytes() throws IOException {
    Process jcmd =
        new ProcessBuilder(JCMD, Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    List<String> lines =
        new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    String total = lines.isEmpty() ? "" : lines.getLast();
    if (!total.startsWith("Total")) {
      throw new IOException("jcmd tells no total: " + lines);
    }
    return Long.parseLong(total.split("\\s+")[2]);
  }
}
