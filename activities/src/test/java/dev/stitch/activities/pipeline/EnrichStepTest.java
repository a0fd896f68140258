package dev.stitch.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepTypes;
import dev.stitch.step.Wait;
import dev.stitch.store.Database;
import dev.stitch.store.contact.Contact;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the step {@code enrich} accepts; its run is that of every enrichment. */
@Tag("server")
class EnrichStepTest {

  private static final String SCRIPTED =
      """
      "fields": ["title"], "sources": ["website"], "model": "scripted",
      "script": "{\\"title\\": \\"Admiral of {{contact.name}}\\"}"
      """;

  private static PipelineStand stand;

  @BeforeAll
  static void start() throws IOException {
    stand = new PipelineStand(Map.of());
  }

  @AfterAll
  static void stop() {
    stand.close();
  }

  @Test
  void theContactOfTheRunIsEnrichedByARunOfItsOwn() throws Exception {
    Contact ada = contact();

    UUID run = accepted(step("{" + SCRIPTED + "}").about(null, ada.id()));
    stand.work(run);

    assertThat(stand.find(ada.id()).title()).isEqualTo("Admiral of Ada");
    assertThat(stand.run(run).workflowType().name()).isEqualTo("ENRICH");
    assertThat(stand.run(run).origin().name()).isEqualTo("Node");
  }

  @Test
  void aContactThatIsNamedIsEnrichedInstead() throws Exception {
    Contact ada = contact();
    TestStep step =
        step("{\"contactId\": \"{{input.who}}\", " + SCRIPTED + "}")
            .with("input", "{\"who\": \"%s\"}".formatted(ada.id()));

    UUID run = accepted(step);

    assertThat(stand.run(run).config().at("/contactIds/0").asText()).isEqualTo(ada.id().toString());
    assertThat(refused(step.with("input", "{\"who\": \"ada\"}")).code())
        .isEqualTo(FailureCode.INVALID_CONFIG);
    assertThat(refused(step("{}")).code()).isEqualTo(FailureCode.NOT_FOUND);
  }

  private static Contact contact() throws IOException {
    String home = stand.page("/" + UUID.randomUUID(), "Admiral Ada");
    return stand.contact(
        UUID.randomUUID() + "@example.org", "Ada", "{'website': '%s'}".formatted(home));
  }

  private static UUID accepted(TestStep step) {
    StepOutcome outcome =
        stand
            .bean(Database.class)
            .transaction(
                () -> {
                  try {
                    return StepTypes.find("enrich").orElseThrow().execute(step);
                  } catch (StepException | InterruptedException e) {
                    throw new AssertionError(e);
                  }
                });
    return ((Wait.Called) ((StepOutcome.Waiting) outcome).on()).callId();
  }

  private static StepException refused(TestStep step) {
    return catchThrowableOfType(StepException.class, step::run);
  }

  private static TestStep step(String config) {
    return TestStep.of(stand.bean(StepServices.class), "enrich", config);
  }
}
