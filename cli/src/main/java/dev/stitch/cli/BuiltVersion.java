package dev.stitch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote down: a release's tag, else that of the sources. */
final class BuiltVersion implements IVersionProvider {

  private static final String FILE = "version.txt";

  @Override
  public String[] getVersion() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(BuiltVersion.class.getResourceAsStream(FILE), FILE)) {
      return new String[] {
        "Stitch " + new String(file.readAllBytes(), StandardCharsets.UTF_8).strip()
      };
    }
  }
}
