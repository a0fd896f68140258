package dev.stitch.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No variable is parsed unchecked. */
class CheckedVariablesTest {

  private static final Pattern VARIABLE = Pattern.compile("STITCH_[A-Z_]+");

  /** Any text is good for the first; the others are not read by servers. */
  private static final Set<String> UNPARSED =
      Set.of(
          "STITCH_INBOUND_SECRET",
          "STITCH_API_KEY",
          "STITCH_X_CLIENT_ID",
          "STITCH_X_CLIENT_SECRET",
          "STITCH_GOOGLE_CLIENT_ID",
          "STITCH_GOOGLE_CLIENT_SECRET",
          "STITCH_SEARCH_KEY",
          "STITCH_CHROMIUM",
          "STITCH_HOME",
          "STITCH_JAVA_HOME",
          "STITCH_JAVA_OPTS");

  @Test
  void everyVariableOfTheGuideIsCheckedOrTakesAnyText() throws IOException {
    Set<String> told = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("../docs/running.md"))) {
      if (line.startsWith("| `STITCH_")) {
        VARIABLE
            .matcher(line.substring(0, line.indexOf('|', 1)))
            .results()
            .forEach(name -> told.add(name.group()));
      }
    }

    Set<String> known = new TreeSet<>(Settings.variables());
    known.addAll(UNPARSED);
    assertThat(known).containsExactlyElementsOf(told);
  }
}
