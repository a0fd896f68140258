package dev.stitch.cli.temporal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReleaseArchiveTest {

  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
  private static final String DIGEST =
      "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73";

  @Test
  void anArchiveWithThePublishedChecksumIsAccepted() {
    String checksums = "0000  other.tar.gz\n" + DIGEST + "  ours.tar.gz\n";

    assertThatCode(() -> ReleaseArchive.requireChecksum(checksums, "ours.tar.gz", CONTENT))
        .doesNotThrowAnyException();
  }

  @Test
  void anArchiveWithAnotherChecksumIsRefused() {
    assertThatThrownBy(
            () -> ReleaseArchive.requireChecksum("0000  ours.tar.gz", "ours.tar.gz", CONTENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ours.tar.gz");
  }

  @Test
  void anArchiveWithoutAPublishedChecksumIsRefused() {
    assertThatThrownBy(
            () -> ReleaseArchive.requireChecksum(DIGEST + "  other.tar.gz", "ours.tar.gz", CONTENT))
        .isInstanceOf(IOException.class);
  }
}
