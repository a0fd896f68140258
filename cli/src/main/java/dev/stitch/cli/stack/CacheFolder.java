package dev.stitch.cli.stack;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where programs are kept that every stack of a user shares; deleting it costs time, nothing else.
 */
public final class CacheFolder {

  private CacheFolder() {}

  /**
   * {@code stitch} in {@code XDG_CACHE_HOME}, else in {@code ~/.cache}. Home is what the
   * environment says: for users of services and containers the system often knows none, or one that
   * is not there.
   */
  public static Path find(Map<String, String> environment) {
    Path caches =
        configured(environment, "XDG_CACHE_HOME")
            .map(Path::of)
            .orElseGet(
                () ->
                    Path.of(
                        configured(environment, "HOME")
                            .orElseGet(() -> System.getProperty("user.home")),
                        ".cache"));
    return caches.resolve("stitch").toAbsolutePath();
  }

  private static Optional<String> configured(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }
}
