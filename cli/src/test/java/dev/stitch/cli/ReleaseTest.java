package dev.stitch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./stitch release} puts into its archive, on a checkout that is built already. */
class ReleaseTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path checkout;

  private record Ended(int exitCode, String output) {}

  @BeforeEach
  void build() throws IOException {
    for (String file :
        Set.of("stitch", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")) {
      Files.copy(ROOT.resolve(file), checkout.resolve(file));
    }
    write("pom.xml", "");
    write("docs/running.md", "How to run it");
    write("docs/decisions/0001-first.md", "Why");
    write("console/target/built", "v22");
    write("api/target/stitch-api-0.1.0-SNAPSHOT.jar", "api");
    write("repository/some/library/1.0/library-1.0.jar", "library");
    write("cli/target/stitch-cli.jar", "cli");
    write(
        "cli/target/classpath.txt",
        checkout.resolve("api/target/stitch-api-0.1.0-SNAPSHOT.jar")
            + ":"
            + checkout.resolve("repository/some/library/1.0/library-1.0.jar"));
    Path maven = write("bin/mvn", "#!/bin/sh\nexit 0\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void theArchiveHasTheLauncherEveryLibraryAndTheGuides() throws IOException, InterruptedException {
    Ended release = release("1.2.3-rc.1");

    assertThat(release.exitCode()).as(release.output()).isZero();
    assertThat(release.output()).endsWith("cli/target/release/stitch-1.2.3-rc.1.tar.gz\n");
    assertThat(files(checkout.resolve("cli/target/release/stitch-1.2.3-rc.1.tar.gz")))
        .containsExactly(
            "stitch-1.2.3-rc.1/CHANGELOG.md",
            "stitch-1.2.3-rc.1/CONTRIBUTING.md",
            "stitch-1.2.3-rc.1/README.md",
            "stitch-1.2.3-rc.1/SECURITY.md",
            "stitch-1.2.3-rc.1/docs/decisions/0001-first.md",
            "stitch-1.2.3-rc.1/docs/running.md",
            "stitch-1.2.3-rc.1/lib/library-1.0.jar",
            "stitch-1.2.3-rc.1/lib/stitch-api-0.1.0-SNAPSHOT.jar",
            "stitch-1.2.3-rc.1/lib/stitch-cli.jar",
            "stitch-1.2.3-rc.1/stitch");
  }

  @Test
  void thereIsNoReleaseWithoutAConsole() throws IOException, InterruptedException {
    write("console/target/built", "without ");

    Ended release = release("1.2.3");

    assertThat(release.exitCode()).isOne();
    assertThat(release.output()).contains("needs Node.js");
  }

  @Test
  void whatIsNoVersionIsRefused() throws IOException, InterruptedException {
    assertThat(release("latest").output()).contains("'latest' is no version such as 1.2.3.");
  }

  private Ended release(String version) throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(checkout.resolve("stitch").toString(), "release", version)
            .redirectErrorStream(true);
    command.environment().put("STITCH_JAVA_HOME", System.getProperty("java.home"));
    command
        .environment()
        .merge("PATH", checkout.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
    Process process = command.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private Path write(String name, String text) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static Set<String> files(Path archive) throws IOException {
    Set<String> names = new TreeSet<>();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile()) {
          names.add(entry.getName());
        }
      }
    }
    return names;
  }
}
