package dev.stitch.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is added most often touches few files, and {@code CONTRIBUTING.md} names them. */
class TasksOfNewcomersTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

  @ParameterizedTest(name = "{0}")
  @CsvSource({"A step type, 2", "An act on a journey, 8", "A family of runs, 9"})
  void aTaskTouchesFewFilesAndTheyAreThere(String task, int limit) throws IOException {
    List<String> files = files(section("### " + task + ": at most " + limit + " files\n"));

    assertThat(files).as("%s", task).hasSizeBetween(1, limit).doesNotHaveDuplicates();
    assertThat(files).allSatisfy(file -> assertThat(ROOT.resolve(file)).isRegularFile());
  }

  /** From a heading to the next. */
  private static String section(String heading) throws IOException {
    String text = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
    assertThat(text).containsOnlyOnce(heading);
    String rest = text.substring(text.indexOf(heading) + heading.length());
    return rest.split("(?m)^##", 2)[0];
  }

  private static List<String> files(String section) {
    return ROW.matcher(section).results().map((MatchResult row) -> row.group(1)).toList();
  }
}
