package dev.stitch.activities.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a worker that was killed has left is found by what it was started with. */
class LeftProcessesTest {

  @Test
  void oneIsFoundAndEndedHoweverLongItsCommandLineIs() throws Exception {
    String mark = "left-" + UUID.randomUUID();
    List<String> command = List.of("sh", "-c", "sleep 300; true", "x".repeat(20_000), mark);
    Process left = new ProcessBuilder(command).start();
    Process other = new ProcessBuilder("sh", "-c", "sleep 300; true", "other").start();
    try {
      LeftProcesses.end(mark::equals);

      assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.descendants().forEach(ProcessHandle::destroyForcibly);
      other.destroyForcibly();
    }
  }
}
