package dev.stitch.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.cli.stack.Checkout;
import dev.stitch.cli.stack.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildTest {

  @TempDir private Path root;

  private final StringWriter said = new StringWriter();
  private final BlockingQueue<Set<String>> taken = new LinkedBlockingQueue<>();

  @BeforeEach
  void checkOut() throws IOException {
    write("pom.xml", "");
    for (String module : Set.of("api", "store", "console")) {
      write(module + "/pom.xml", "");
    }
    write("api/src/main/java/A.java", "class A {}");
    write("store/src/main/java/S.java", "class S {}");
    launcher("exit 0");
  }

  @Test
  void theModulesOfWhatWasChangedAddedOrDeletedAreNamed() throws IOException {
    Sources before = Sources.of(checkout());

    write("api/src/main/java/A.java", "class A { int a; }");
    Files.delete(root.resolve("store/src/main/java/S.java"));

    assertThat(Sources.of(checkout()).changedSince(before)).containsExactly("api", "store");
  }

  @Test
  void whatIsBuiltOrTestedAndTheConsoleAreNotWatched() throws IOException {
    Sources before = Sources.of(checkout());

    write("api/target/classes/A.class", "x");
    write("api/src/test/java/ATest.java", "x");
    write("console/src/main.tsx", "x");

    assertThat(Sources.of(checkout())).isEqualTo(before);
  }

  @Test
  void aChangeIsBuiltAndTakenUp() throws Exception {
    try (Rebuild rebuild = rebuild()) {
      rebuild.watch();
      write("api/src/main/java/A.java", "class A { int a; }");

      assertThat(taken.poll(30, TimeUnit.SECONDS)).containsExactly("api");
    }
    assertThat(said.toString()).contains("of what changed in api");
  }

  @Test
  void aBuildThatFailsLeavesWhatRunsAndTheNextOneCounts() throws Exception {
    launcher(
        "grep -q broken api/src/main/java/A.java && { echo A.java: broken; exit 1; } || exit 0");
    try (Rebuild rebuild = rebuild()) {
      rebuild.watch();
      write("api/src/main/java/A.java", "broken");
      while (!said.toString().contains("failed; what runs stays as it is")) {
        assertThat(taken.poll(50, TimeUnit.MILLISECONDS)).isNull();
      }
      assertThat(said.toString()).contains("A.java: broken");

      write("api/src/main/java/A.java", "class A { int mended; }");

      assertThat(taken.poll(30, TimeUnit.SECONDS)).containsExactly("api");
    }
  }

  private Rebuild rebuild() {
    return new Rebuild(
        checkout(), new Terminal(new PrintWriter(said)), System.getenv(), taken::add);
  }

  private Checkout checkout() {
    return Checkout.find(Map.of("STITCH_ROOT", root.toString()));
  }

  private void launcher(String script) throws IOException {
    Path launcher = root.resolve("stitch");
    Files.writeString(launcher, "#!/bin/sh\ncd \"$(dirname \"$0\")\"\n" + script + "\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
