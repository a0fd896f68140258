package dev.stitch.cli.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterFileTest {

  @TempDir private Path data;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = data.resolve("postmaster.pid");
  }

  @Test
  void aFileWhoseIdBelongsToAnotherProgramIsDeleted() throws IOException {
    write(ProcessHandle.current().pid());

    new PostmasterFile(data).deleteIfStale("-D" + data);

    assertThat(file).doesNotExist();
  }

  @Test
  void aFileOfAKilledServerThatNobodyReapsIsDeleted() throws Exception {
    // It ends once its parent is a program that reaps nobody.
    String child = "until grep -q sleep /proc/$$/comm; do :; done";
    Process parent =
        new ProcessBuilder("bash", "-c", "(" + child + ") & echo $!; exec sleep 30").start();
    try (var output = parent.inputReader()) {
      long zombie = Long.parseLong(output.readLine());
      write(zombie);
      awaitZombie(zombie);

      new PostmasterFile(data).deleteIfStale("-D" + data);

      assertThat(file).doesNotExist();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void theFileOfARunningServerStays() throws Exception {
    String mark = "-D" + data;
    Process server = new ProcessBuilder("bash", "-c", "read line", mark).start();
    try {
      write(server.pid());

      new PostmasterFile(data).deleteIfStale(mark);

      assertThat(file).exists();
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void theFileStaysWhileAnOrphanedServerProcessWorksInTheData() throws Exception {
    Process orphan = new ProcessBuilder("sleep", "30").directory(data.toFile()).start();
    try {
      write(ProcessHandle.current().pid());

      new PostmasterFile(data).deleteIfStale("-D" + data);

      assertThat(file).exists();
    } finally {
      orphan.destroyForcibly();
    }
  }

  @Test
  void aHalfWrittenFileIsLeftToPostgres() throws IOException {
    Files.writeString(file, "");

    new PostmasterFile(data).deleteIfStale("-D" + data);

    assertThat(file).exists();
  }

  private void write(long pid) throws IOException {
    Files.writeString(file, pid + "\n" + data + "\n");
  }

  private static void awaitZombie(long pid) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    Awaitility.await().until(() -> !Files.exists(stat) || Files.readString(stat).contains(") Z "));
  }
}
