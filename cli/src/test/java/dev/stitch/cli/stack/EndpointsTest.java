package dev.stitch.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.json.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {

  private static final StackEndpoints ENDPOINTS =
      new StackEndpoints(
          "http://127.0.0.1:8080",
          "127.0.0.1:7233",
          "http://127.0.0.1:8233",
          "postgres://stitch:secret@127.0.0.1:5433/stitch",
          new StackEndpoints.Pids(1, 2L, 3L, 4L, null));

  @TempDir private Path folder;
  private JsonFile<StackEndpoints> file;

  @BeforeEach
  void nameTheFile() {
    file = StackEndpoints.file(new Home(folder));
  }

  @Test
  void theFileHasTheNamesThatOthersRelyOn() throws IOException {
    file.write(ENDPOINTS);

    assertThat(JsonCodec.MAPPER.readTree(folder.resolve("endpoints.json").toFile()))
        .isEqualTo(
            JsonCodec.MAPPER.readTree(
                """
                {"api":"http://127.0.0.1:8080","temporal":"127.0.0.1:7233",
                 "temporalUi":"http://127.0.0.1:8233",
                 "database":"postgres://stitch:secret@127.0.0.1:5433/stitch",
                 "pids":{"up":1,"api":2,"worker":3,"temporal":4,"postgres":null}}
                """));
  }

  @Test
  void theFileIsReadBackAsItWasWritten() {
    file.write(ENDPOINTS);

    assertThat(file.read()).contains(ENDPOINTS);
  }

  @Test
  void onlyItsOwnerReadsTheFileSinceItHasThePassword() throws IOException {
    file.write(ENDPOINTS);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
  }

  @Test
  void anAbsentOrBrokenFileMeansThatNoStackIsReady() throws IOException {
    assertThat(file.read()).isEmpty();

    Files.writeString(file.path(), "{\"api\":");

    assertThat(file.read()).isEmpty();
  }
}
