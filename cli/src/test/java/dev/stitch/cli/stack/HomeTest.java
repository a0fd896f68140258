package dev.stitch.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  @TempDir private Path folder;

  @Test
  void theOptionGoesBeforeTheVariableAndTheVariableBeforeTheLaunchersFolder() {
    Map<String, String> both = Map.of("STITCH_HOME", "/from/variable", "STITCH_ROOT", "/from/root");

    assertThat(Home.find(Path.of("/from/option"), both).root()).isEqualTo(Path.of("/from/option"));
    assertThat(Home.find(null, both).root()).isEqualTo(Path.of("/from/variable"));
    assertThat(Home.find(null, Map.of("STITCH_ROOT", "/from/root")).root())
        .isEqualTo(Path.of("/from/root/.stitch"));
    assertThat(Home.find(null, Map.of()).root()).isEqualTo(Path.of(".stitch").toAbsolutePath());
  }

  @Test
  void anEmptyOptionIsNotTheWorkingFolder() {
    assertThatThrownBy(() -> Home.find(Path.of(""), Map.of()))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("--home");
  }

  @Test
  void aHomeThatCannotBeWrittenIsRefusedWithAWayOut() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> new Home(file).create())
        .isInstanceOf(StackException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--home");
  }

  @Test
  void nobodyElseMayReadAHome() throws IOException {
    Home home = new Home(folder.resolve("home"));

    home.create();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.root())))
        .isEqualTo("rwx------");
  }

  @Test
  void aSecondStackInTheSameHomeIsRefusedUntilTheFirstEnds() {
    Home home = new Home(folder);
    home.create();

    try (HomeLock first = HomeLock.acquire(home)) {
      assertThatThrownBy(() -> HomeLock.acquire(home))
          .isInstanceOf(StackException.class)
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()))
          .hasMessageContaining("--home");
    }

    HomeLock.acquire(home).close();
  }
}
