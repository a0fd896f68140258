package dev.stitch.activities.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleRepositoryTest {

  @TempDir Path folder;

  @Test
  void itIsMadeOnceWhoeverAsksForIt() throws Exception {
    GitStand stand = new GitStand(folder);
    Path sample = stand.roots.resolve("shop");
    Callable<Boolean> make =
        () -> {
          SampleRepository.make(sample);
          return true;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(List.of(make, make)).stream().filter(this::succeeded))
          .isNotEmpty();
    }
    Files.writeString(sample.resolve("mine.txt"), "stays");

    SampleRepository.make(sample);

    assertThat(stand.git(sample, "log", "--format=%s")).isEqualTo("Open the shop");
    assertThat(sample.resolve("mine.txt")).exists();
    try (var left = Files.list(stand.roots)) {
      assertThat(left).containsExactly(sample);
    }
  }

  private boolean succeeded(Future<Boolean> made) {
    return made.state() == Future.State.SUCCESS;
  }
}
