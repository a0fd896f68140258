package dev.stitch.cli.stack;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where programs are kept that every stack of a user shares; deleting it costs time, nothing else.
 */
public final class CacheFolder {

  private CacheFolder() {}

  /** {@code stitch} in {@code XDG_CACHE_HOME}, else in {@code ~/.cache}. */
  public static Path find(Map<String, String> environment) {
    String configured = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    return caches.resolve("stitch").toAbsolutePath();
  }
}
