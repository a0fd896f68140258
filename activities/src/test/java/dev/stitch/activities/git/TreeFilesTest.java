package dev.stitch.activities.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.Jsonb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeFilesTest {

  @TempDir Path folder;

  private Path tree;
  private Path writes;
  private TreeFiles files;

  @BeforeEach
  void start() throws IOException {
    tree = Files.createDirectories(folder.resolve("tree"));
    writes = folder.resolve("writes");
    files = new TreeFiles(tree, writes);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    assertThat(write("one", "a/b/c.txt", "Grüße\r\n")).isEqualTo("{\"created\":true}");

    assertThat(files.read(TreePath.of("a/b/c.txt"))).isEqualTo("Grüße\r\n");
    assertThat(tree).isDirectoryRecursivelyContaining("glob:**/c.txt");
    assertThat(write("two", "a/b/c.txt", "")).isEqualTo("{\"created\":false}");
    assertThat(files.read(TreePath.of("a/b/c.txt"))).isEmpty();
  }

  @Test
  void aProgramStaysOne() throws Exception {
    Path program = tree.resolve("run.sh");
    Files.writeString(program, "old");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));

    write("one", "run.sh", "new");

    assertThat(program).hasContent("new").isExecutable();
  }

  @Test
  void aWriteThatHappenedIsNotMadeAgainWhateverHasBecomeOfItsFile() throws Exception {
    write("one", "a.txt", "mine");
    Files.writeString(tree.resolve("a.txt"), "theirs");

    assertThat(write("one", "a.txt", "mine")).isEqualTo("{\"created\":true}");
    assertThat(tree.resolve("a.txt")).hasContent("theirs");

    Files.delete(tree.resolve("a.txt"));
    write("one", "a.txt", "mine");
    assertThat(tree.resolve("a.txt")).doesNotExist();
  }

  @Test
  void aWriteThatWasKilledBeforeItHappenedHappensOnce() throws Exception {
    write("other", "b.txt", "b");
    Path mark = writes.resolve("one");
    Path content = writes.resolve("one.content");
    // Killed while it wrote the content; before its mark; before the content arrived.
    for (String[] left :
        new String[][] {{"mi", null}, {"mine", null}, {"mine", "{\"created\":true}"}}) {
      Files.deleteIfExists(mark);
      Files.deleteIfExists(tree.resolve("a.txt"));
      Files.writeString(content, left[0]);
      Files.writeString(writes.resolve("unfinished"), "{\"cre");
      if (left[1] != null) {
        Files.writeString(mark, left[1]);
      }

      assertThat(write("one", "a.txt", "mine")).isEqualTo("{\"created\":true}");
      assertThat(tree.resolve("a.txt")).hasContent("mine");
      assertThat(content).doesNotExist();
    }
  }

  @Test
  void onlyTextIsReadAndOnlyFilesAreWritten() throws Exception {
    Files.write(tree.resolve("latin.txt"), "é".getBytes(StandardCharsets.ISO_8859_1));
    Files.write(tree.resolve("binary"), new byte[] {'a', 0, 'b'});
    Files.createDirectories(tree.resolve("folder"));
    Files.write(tree.resolve("huge"), new byte[TreeFiles.MOST_BYTES + 1]);
    Files.writeString(tree.resolve("file"), "");

    assertThat(refusedRead("none")).isEqualTo(FailureCode.NOT_FOUND);
    for (String path : new String[] {"latin.txt", "binary", "folder", "huge", ""}) {
      assertThat(refusedRead(path)).as(path).isEqualTo(FailureCode.REJECTED);
    }
    for (String path : new String[] {"folder", "", "file/below"}) {
      assertThat(catchThrowableOfType(StepException.class, () -> write("one", path, "x")).code())
          .as(path)
          .isEqualTo(FailureCode.REJECTED);
    }
    assertThat(writes.resolve("one")).doesNotExist();
  }

  @Test
  void aPipeIsNotWaitedFor() throws Exception {
    Path pipe = tree.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(refusedRead("pipe")).isEqualTo(FailureCode.REJECTED);
  }

  private FailureCode refusedRead(String path) {
    return catchThrowableOfType(StepException.class, () -> files.read(TreePath.of(path))).code();
  }

  private String write(String write, String path, String text) throws StepException {
    return files
        .write(write, TreePath.of(path), text, created -> Jsonb.object().put("created", created))
        .toString();
  }
}
