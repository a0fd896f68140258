package dev.stitch.activities.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.connectors.testing.FakePlatform.Response;
import dev.stitch.connectors.testing.FakeSearch;
import dev.stitch.model.FailureCode;
import dev.stitch.model.GateReason;
import dev.stitch.model.StepException;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepTypes;
import dev.stitch.step.Wait;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("server")
class WebSearchStepTest {

  private static final FakeSearch ENGINE = new FakeSearch(25);

  private static ApplicationContext context;
  private static StepServices services;

  @BeforeAll
  static void start() {
    context = contextOf(Map.of("stitch.search.url", ENGINE.url().toString()));
    services = context.getBean(StepServices.class);
  }

  @AfterAll
  static void stop() {
    context.close();
    ENGINE.close();
  }

  @Test
  void theBestResultsOfARenderedQueryAreKept() throws Exception {
    JsonNode output =
        step("{\"query\": \" {{input.who}} press \", \"maxResults\": 2}")
            .with("input", "{\"who\": \"Engines & Co\"}")
            .run();

    assertThat(output)
        .hasToString(
            "{\"results\":[{\"title\":\"Page 0\",\"url\":\"https://example.org/0\",\"snippet\":\"About it\"},"
                + "{\"title\":\"Page 1\",\"url\":\"https://example.org/1\",\"snippet\":\"About it\"}]}");
    assertThat(ENGINE.requests().getLast().parameter("q")).isEqualTo("Engines & Co press");
    assertThat(step("{\"query\": \"x\"}").run().path("results")).hasSize(10);
  }

  @ParameterizedTest
  @CsvSource({"429,RATE_LIMIT", "402,CREDITS", "503,OUTAGE"})
  void whatTheEngineDoesNotAnswerNowIsWaitedFor(int status, GateReason reason) throws Exception {
    TestStep step = step("{\"query\": \"x\"}");
    ENGINE.failNext(FakeSearch.SEARXNG_PATH, Response.of(status, "{}"));

    StepOutcome outcome = StepTypes.find("web.search").orElseThrow().execute(step);

    Wait on = ((StepOutcome.Waiting) outcome).on();
    assertThat(((Wait.Slot) on).reason()).isEqualTo(reason);
    assertThat(step.run().path("results")).isNotEmpty();
  }

  @Test
  void whatTheEngineRefusesFailsInItsWords() {
    ENGINE.failNext(FakeSearch.SEARXNG_PATH, Response.of(403, "{}"));

    StepException refused = refused(step("{\"query\": \"x\"}"));

    assertThat(refused.code()).isEqualTo(FailureCode.REJECTED);
    assertThat(refused).hasMessageContaining("SearXNG refuses to search (403)");
  }

  @Test
  void aQueryThatComesToNothingOrToABookIsRefusedBeforeTheEngineIsAsked() {
    int asked = ENGINE.requests().size();

    assertThat(refused(step("{\"query\": \"{{input.none}}\"}")).code())
        .isEqualTo(FailureCode.INVALID_CONFIG);
    assertThat(refused(step("{\"query\": \"%s\"}".formatted("x".repeat(401)))))
        .hasMessageContaining("401 characters");
    assertThat(ENGINE.requests()).hasSize(asked);
  }

  @Test
  void withoutAnEngineItSaysWhatToSet() {
    try (ApplicationContext none = contextOf(Map.of())) {
      StepException refused =
          refused(
              TestStep.of(none.getBean(StepServices.class), "web.search", "{\"query\": \"x\"}"));

      assertThat(refused.code()).isEqualTo(FailureCode.INVALID_CONFIG);
      assertThat(refused).hasMessageContaining("STITCH_SEARCH_KEY");
    }
  }

  private static ApplicationContext contextOf(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(Postgres.freshProperties());
    settings.putAll(more);
    return ApplicationContext.run(settings);
  }

  private static TestStep step(String config) {
    return TestStep.of(services, "web.search", config);
  }

  private static StepException refused(TestStep step) {
    return catchThrowableOfType(StepException.class, step::run);
  }
}
