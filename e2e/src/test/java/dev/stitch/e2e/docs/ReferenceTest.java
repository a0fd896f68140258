package dev.stitch.e2e.docs;

import dev.stitch.step.StepTypes;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The references in the guides say what the code says. */
class ReferenceTest {

  private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();

  @Test
  void theGuideToGraphsListsEveryStepTypeWithItsSettings() throws IOException {
    new GeneratedPart(DOCS.resolve("graphs.md"), "step types")
        .holds(StepTypeReference.of(StepTypes.all()));
  }
}
