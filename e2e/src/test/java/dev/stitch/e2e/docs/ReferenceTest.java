package dev.stitch.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.step.StepTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The references in the guides say what the code says. */
class ReferenceTest {

  private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();

  @Test
  void theGuideToGraphsListsEveryStepTypeWithItsSettings() throws IOException {
    new GeneratedPart(DOCS.resolve("graphs.md"), "step types")
        .holds(StepTypeReference.of(StepTypes.all()));
  }

  @Test
  void theGuideToStepTypesShowsARealOneWhole() throws IOException {
    String source =
        Files.readString(
            DOCS.resolve(
                "../activities/src/main/java/dev/stitch/activities/http/UrlFetchStep.java"));

    new GeneratedPart(DOCS.resolve("adding-a-step-type.md"), "source of a step type")
        .holds("```java\n" + source + "```");
  }

  @Test
  void theGuideToTableNamesKnowsEveryTable() throws IOException {
    String guide = Files.readString(DOCS.resolve("table-names.md"));
    try (Stream<Path> migrations = Files.list(DOCS.resolve("../migrations"))) {
      for (Path file : migrations.filter(path -> path.toString().endsWith(".sql")).toList()) {
        assertThat(
                Pattern.compile("(?m)^CREATE TABLE (\\w+)")
                    .matcher(Files.readString(file))
                    .results())
            .allSatisfy(table -> assertThat(guide).contains("`" + table.group(1) + "`"));
      }
    }
  }
}
