package dev.stitch.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

  @TempDir private Path folder;
  private Home home;
  private SleepingService service;

  @BeforeEach
  void createTheHome() {
    home = new Home(folder.resolve("home"));
    home.create();
    service = new SleepingService("--data=" + home.root());
  }

  @Test
  void whatAKilledStackLeftRunningIsStopped() throws Exception {
    Process left = service.launch();
    new ProcessLedger(home).enter(ProcessRecord.of(service, left));

    stopLeftovers();

    assertThat(left.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(home.processes()).doesNotExist();
  }

  @Test
  void aProcessThatWasNotWrittenDownBeforeTheKillIsFoundByItsData() throws Exception {
    Process left = service.launch();

    stopLeftovers();

    assertThat(left.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aProcessOfAnotherHomeUnderTheRecordedIdIsLeftAlone() throws Exception {
    Process other = new SleepingService("--data=/elsewhere/" + home.root()).launch();
    try {
      new ProcessLedger(home)
          .enter(new ProcessRecord(service.name(), other.pid(), Instant.now(), service.mark(), 0));

      stopLeftovers();

      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void aRecordOfAProcessThatIsGoneIsStruckOut() {
    new ProcessLedger(home)
        .enter(new ProcessRecord(service.name(), Long.MAX_VALUE, Instant.now(), service.mark(), 0));

    stopLeftovers();

    assertThat(new ProcessLedger(home).all()).isEmpty();
  }

  private void stopLeftovers() {
    Terminal terminal = new Terminal(new PrintWriter(new StringWriter()));
    new Leftovers(new ProcessLedger(home), terminal).stop(List.of(service));
  }

  /** A process that does nothing but carry its mark. */
  private record SleepingService(String mark) implements Service {

    @Override
    public String name() {
      return "sleeper";
    }

    @Override
    public String where() {
      return "nowhere";
    }

    @Override
    public Process launch() throws IOException {
      return new ProcessBuilder("bash", "-c", "while sleep 0.1; do :; done", "sleeper", mark)
          .start();
    }

    @Override
    public boolean isReady(Process process) {
      return process.isAlive();
    }

    @Override
    public void requestStop(ProcessHandle process) {
      process.destroy();
    }
  }
}
