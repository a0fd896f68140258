package dev.stitch.activities.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Browsers outlive a worker that is killed, until the next one starts. */
class BrowserProfilesTest {

  @TempDir private Path folder;

  @Test
  void theBrowserOfAKilledWorkerIsEndedAndItsProfileRemoved() throws Exception {
    // One that does not notice that nobody reads its pipe any more, as a hung Chromium.
    Path program = folder.resolve("hung-browser");
    Files.writeString(program, "#!/bin/sh\nwhile true; do sleep 1; done\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Process worker = worker(program);
    try (BufferedReader said = worker.inputReader(StandardCharsets.UTF_8)) {
      Path profile = Path.of(said.readLine());
      BrowserProfiles.removeLeft();
      assertThat(profile).as("its worker lives").exists();
      assertThat(browsersOf(profile)).hasSize(1);

      worker.destroyForcibly().waitFor();
      assertThat(browsersOf(profile)).as("it outlives its worker").hasSize(1);
      BrowserProfiles.removeLeft();

      assertThat(profile).doesNotExist();
      assertThat(browsersOf(profile)).isEmpty();
    } finally {
      worker.destroyForcibly();
    }
  }

  private static Process worker(Path program) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName(),
            program.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static List<Long> browsersOf(Path profile) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .arguments()
                    .filter(all -> Arrays.asList(all).contains(BrowserProfiles.argument(profile)))
                    .isPresent())
        .map(ProcessHandle::pid)
        .toList();
  }

  /** Opens a browser, says where its profile is, and never closes it. */
  static final class Worker {

    private Worker() {}

    public static void main(String[] arguments) throws Exception {
      BrowserProcess browser = new BrowserProcess(Path.of(arguments[0]), 1);
      System.out.println(browser.profile());
      new CountDownLatch(1).await();
    }
  }
}
