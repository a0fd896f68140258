package dev.stitch.cli.temporal;

import dev.stitch.cli.stack.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Downloads the official release over HTTPS and checks it against the checksum published with it.
 */
final class ReleaseArchive implements BinarySource {

  /** Carries server 1.31, which has the fix for CVE-2026-5199. */
  static final String VERSION = "1.8.2";

  private static final String RELEASE =
      "https://github.com/temporalio/cli/releases/download/v" + VERSION + "/";
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration DOWNLOAD = Duration.ofMinutes(5);

  private final Path cache;
  private final Terminal terminal;

  ReleaseArchive(Path cache, Terminal terminal) {
    this.cache = cache;
    this.terminal = terminal;
  }

  /** Where the binary is kept. */
  Path target() {
    return cache.resolve("release-" + VERSION).resolve("temporal");
  }

  @Override
  public Optional<Path> find() {
    String archive = "temporal_cli_" + VERSION + "_" + system() + "_" + architecture() + ".tar.gz";
    terminal.say("temporal", "downloading " + RELEASE + archive);
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      String checksums = new String(get(client, "checksums.txt"), StandardCharsets.UTF_8);
      byte[] content = get(client, archive);
      requireChecksum(checksums, archive, content);
      unpack(content);
      return Optional.of(target());
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      terminal.say("temporal", "cannot be downloaded: " + reason);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Refuses content whose SHA-256 is not the published one.
   *
   * @param checksums lines of digest and file name
   */
  static void requireChecksum(String checksums, String file, byte[] content) throws IOException {
    String published =
        checksums
            .lines()
            .map(line -> line.strip().split("\\s+"))
            .filter(columns -> columns.length == 2 && columns[1].equals(file))
            .map(columns -> columns[0])
            .findFirst()
            .orElseThrow(() -> new IOException("no checksum is published for " + file));
    if (!published.equalsIgnoreCase(sha256(content))) {
      throw new IOException("the checksum of " + file + " is not the published one");
    }
  }

  private static byte[] get(HttpClient client, String file)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(RELEASE + file)).timeout(DOWNLOAD).build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
    return response.body();
  }

  private void unpack(byte[] archive) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals("temporal")) {
          Files.createDirectories(target().getParent());
          Path draft = Files.createTempFile(target().getParent(), "temporal", ".new");
          Files.copy(tar, draft, StandardCopyOption.REPLACE_EXISTING);
          Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
          Files.move(draft, target(), StandardCopyOption.ATOMIC_MOVE);
          return;
        }
      }
    }
    throw new IOException("the archive holds no temporal");
  }

  private static String system() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")
        ? "darwin"
        : "linux";
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
