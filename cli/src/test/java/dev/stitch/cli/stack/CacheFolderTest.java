package dev.stitch.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {

  @Test
  void theCacheIsWhereTheEnvironmentSaysThatCachesOrTheHomeAre() {
    Map<String, String> both = Map.of("XDG_CACHE_HOME", "/caches", "HOME", "/home/ada");

    assertThat(CacheFolder.find(both)).isEqualTo(Path.of("/caches/stitch"));
    assertThat(CacheFolder.find(Map.of("HOME", "/home/ada")))
        .isEqualTo(Path.of("/home/ada/.cache/stitch"));
    assertThat(CacheFolder.find(Map.of("HOME", " ")))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "stitch"));
  }
}
