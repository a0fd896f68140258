package dev.stitch.activities.llm;

import static dev.stitch.activities.llm.FakeAnthropic.breakingOff;
import static dev.stitch.activities.llm.FakeAnthropic.garbling;
import static dev.stitch.activities.llm.FakeAnthropic.hangingUp;
import static dev.stitch.activities.llm.FakeAnthropic.refusing;
import static dev.stitch.activities.llm.FakeAnthropic.stopping;
import static dev.stitch.activities.llm.FakeAnthropic.thinkingForEver;
import static dev.stitch.activities.llm.FakeAnthropic.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.BudgetExhausted;
import dev.stitch.model.BudgetPeriod;
import dev.stitch.model.BudgetScope;
import dev.stitch.model.FailureCode;
import dev.stitch.model.GateReason;
import dev.stitch.model.StepException;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepTypes;
import dev.stitch.step.Wait;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.budget.BudgetRepository;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("server")
class LlmStepsTest {

  private static final String OPUS = "{'model':'claude-opus-5-5','prompt':'Greet {{input.who}}'}";

  private static final String EXTRACT =
      """
      {'model':'claude-opus-5-5','prompt':'Who?','schema':{'type':'object','required':['name'],
       'properties':{'name':{'type':'string'}}}}
      """;

  private static FakeAnthropic anthropic;
  private static ApplicationContext context;
  private static ApplicationContext keyless;

  @BeforeAll
  static void start() throws Exception {
    anthropic = new FakeAnthropic();
    Map<String, Object> properties = new HashMap<>(Postgres.freshProperties());
    properties.put("anthropic.base.url", anthropic.url());
    keyless = ApplicationContext.run(properties);
    properties.put("anthropic.api.key", "sk-server");
    context = ApplicationContext.run(properties);
  }

  @AfterAll
  static void stop() {
    context.close();
    keyless.close();
    anthropic.close();
  }

  @Test
  void whatTheModelWritesIsTheOutputWithWhatItTook() throws Exception {
    anthropic.answers(writing("Dear ", "Ada, ", "welcome!"));

    JsonNode output =
        generate("{'model':'claude-opus-5-5','prompt':'Greet {{input.who}}','system':'Be brief'}")
            .with("input", "{\"who\":\"Ada & Co\"}")
            .run();

    assertThat(JsonCodec.MAPPER.readTree(output.toString()))
        .isEqualTo(
            json(
                """
                {'model':'claude-opus-5-5','stopReason':'end_turn','text':'Dear Ada, welcome!',
                 'usage':{'inputTokens':1000,'outputTokens':200,'cacheReadTokens':0,
                          'cacheWriteTokens':0,'costUsd':0.008}}
                """));
    FakeAnthropic.Received asked = anthropic.received().getLast();
    assertThat(asked.path()).isEqualTo("/v1/messages");
    assertThat(asked.apiKey()).isEqualTo("sk-server");
    assertThat(asked.body())
        .isEqualTo(
            json(
                """
                {'model':'claude-opus-5-5','max_tokens':16000,'stream':true,'system':'Be brief',
                 'messages':[{'role':'user','content':'Greet Ada & Co'}]}
                """));
  }

  @Test
  void itIsShownWhileItIsWritten() throws Exception {
    anthropic.answers(writing(Duration.ofMillis(200), "Dear ", "Ada, ", "wel", "come!"));
    TestStep step = generate(OPUS).with("input", "{\"who\":\"Ada\"}");

    step.run();

    List<JsonNode> told =
        database()
            .list(
                "SELECT payload FROM stream_events WHERE run_id = ? AND event = 'text-delta' ORDER BY id",
                row -> row.json("payload"),
                step.runId());
    assertThat(told).hasSizeGreaterThanOrEqualTo(2);
    assertThat(told).allMatch(each -> each.path("nodeId").asText().equals("node"));
    assertThat(told).allMatch(each -> each.path("attempt").asInt() == 1);
    StringBuilder text = new StringBuilder();
    for (JsonNode each : told) {
      assertThat(each.path("offset").asInt()).isEqualTo(text.length());
      text.append(each.path("output").asText());
    }
    assertThat(text).hasToString("Dear Ada, welcome!");
  }

  @Test
  void dataIsAskedForByItsSchemaAndReadByIt() throws Exception {
    anthropic.answers(writing("{\"name\":", "\"Ada\"}"));

    JsonNode output = step("llm.extract", EXTRACT).run();

    assertThat(output.path("data")).isEqualTo(json("{'name':'Ada'}"));
    assertThat(anthropic.received().getLast().body().at("/output_config/format"))
        .isEqualTo(
            json(
                """
                {'type':'json_schema','schema':{'type':'object','required':['name'],
                 'properties':{'name':{'type':'string'}},'additionalProperties':false}}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | invalid_request_error | REJECTED",
        "401 | authentication_error  | REJECTED",
        "403 | permission_error      | REJECTED",
        "404 | not_found_error       | REJECTED",
        "413 | request_too_large     | REJECTED",
        "429 | rate_limit_error      | UNAVAILABLE",
        "500 | api_error             | UNAVAILABLE",
        "529 | overloaded_error      | UNAVAILABLE",
      })
  void whetherToAskAgainIsInTheAnswer(int status, String type, FailureCode code) {
    anthropic.answers(refusing(status, type, Map.of()));

    StepException failure = failure(generate(OPUS).with("input", "{\"who\":\"Ada\"}"));

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure).hasMessageContaining(status + "").hasMessageContaining("refused by test");
    assertThat(failure.retryAfter()).isEmpty();
  }

  @Test
  void aRefusedKeySaysWhatToCheck() {
    anthropic.answers(refusing(401, "authentication_error", Map.of()));

    assertThat(failure(generate(OPUS).with("input", "{\"who\":\"Ada\"}")))
        .hasMessageContaining("Check ANTHROPIC_API_KEY");
  }

  @Test
  void whenToAskAgainIsInTheAnswerToo() {
    anthropic.answers(refusing(429, "rate_limit_error", Map.of("retry-after", "17")));

    assertThat(failure(generate(OPUS).with("input", "{\"who\":\"Ada\"}")).retryAfter())
        .hasValue(Duration.ofSeconds(17));
  }

  @Test
  void anAnswerThatIsBrokenOffIsWorthAnotherAttemptAndWasBilled() {
    anthropic.answers(breakingOff("overloaded_error", "Dear "));
    TestStep step = generate(OPUS).with("input", "{\"who\":\"Ada\"}");

    assertThat(failure(step).code()).isEqualTo(FailureCode.UNAVAILABLE);
    assertThat(
            database()
                .exists(
                    "SELECT 1 FROM model_calls WHERE run_id = ? AND input_tokens = 1000 AND cost_usd > 0.004",
                    step.runId()))
        .isTrue();
  }

  @Test
  void anAnswerThatEndsTooEarlyOrCannotBeReadIsWorthAnotherAttempt() {
    anthropic.answers(hangingUp("Dear "), garbling());

    assertThat(failure(generate("{'model':'m','prompt':'p'}")).code())
        .isEqualTo(FailureCode.UNAVAILABLE);
    assertThat(failure(generate("{'model':'m','prompt':'p'}")).code())
        .isEqualTo(FailureCode.UNUSABLE_ANSWER);
  }

  @Test
  void dataThatDoesNotMeetItsSchemaIsWorthAnotherAttempt() {
    anthropic.answers(writing("{\"nom\":\"Ada\"}"), writing("Sorry, but"));

    assertThat(failure(step("llm.extract", EXTRACT)).code()).isEqualTo(FailureCode.UNUSABLE_ANSWER);
    assertThat(failure(step("llm.extract", EXTRACT)).code()).isEqualTo(FailureCode.UNUSABLE_ANSWER);
  }

  @Test
  void dataThatIsCutShortIsNot() {
    anthropic.answers(stopping("max_tokens", "{\"na"));

    StepException failure = failure(step("llm.extract", EXTRACT));

    assertThat(failure.code()).isEqualTo(FailureCode.REJECTED);
    assertThat(failure).hasMessageContaining("maxTokens");
  }

  @Test
  void aModelThatDeclinesIsNotAskedAgain() {
    anthropic.answers(stopping("refusal", "I"));

    assertThat(failure(generate("{'model':'m','prompt':'p'}")).code())
        .isEqualTo(FailureCode.REJECTED);
  }

  @Test
  void aModelThatTakesTooLongIsGivenUp() {
    anthropic.answers(thinkingForEver());

    assertThat(failure(generate("{'model':'m','prompt':'p'}").within(Duration.ofSeconds(2))).code())
        .isEqualTo(FailureCode.TIMEOUT);
  }

  @Test
  void aStepThatThereIsNoMoneyForWaitsOrFailsAsTheBudgetSays() throws Exception {
    BudgetRepository budgets = context.getBean(BudgetRepository.class);
    int asked = anthropic.received().size();
    try {
      tenant(budgets, "0.1", BudgetExhausted.ASK);
      StepOutcome outcome = StepTypes.find("llm.generate").orElseThrow().execute(generate(OPUS));
      Wait.Slot gate = (Wait.Slot) ((StepOutcome.Waiting) outcome).on();
      assertThat(gate.reason()).isEqualTo(GateReason.BUDGET);
      assertThat(gate.limit()).contains("USD are left of the budget of everything (0.1 USD)");

      tenant(budgets, "0.1", BudgetExhausted.STOP);
      assertThat(failure(generate(OPUS)).code()).isEqualTo(FailureCode.LIMIT_REACHED);
      assertThat(anthropic.received()).hasSize(asked);

      tenant(budgets, "1000", BudgetExhausted.ASK);
      anthropic.answers(writing("Dear"), breakingOff("overloaded_error", "De"));
      generate(OPUS).run();
      failure(generate(OPUS));
      assertThat(
              budgets
                  .find(BudgetScope.TENANT, BudgetScope.DEFAULT_TENANT)
                  .orElseThrow()
                  .reservedUsd())
          .as("an answer that has ended, or was broken off, holds nothing")
          .isZero();
    } finally {
      budgets.remove(BudgetScope.TENANT, BudgetScope.DEFAULT_TENANT);
    }
  }

  private static void tenant(BudgetRepository budgets, String usd, BudgetExhausted onExhausted) {
    budgets.put(
        BudgetScope.TENANT,
        BudgetScope.DEFAULT_TENANT,
        new BudgetRepository.Terms(new BigDecimal(usd), BudgetPeriod.TOTAL, onExhausted),
        "user:ada");
  }

  @Test
  void withoutAKeyItIsSaidWhatToSet() {
    TestStep step =
        TestStep.of(
            keyless.getBean(StepServices.class),
            "llm.generate",
            "{\"model\":\"claude-opus-5-5\",\"prompt\":\"p\"}");

    StepException failure = failure(step);

    assertThat(failure.code()).isEqualTo(FailureCode.INVALID_CONFIG);
    assertThat(failure).hasMessageContaining("ANTHROPIC_API_KEY").hasMessageContaining("scripted");
  }

  @Test
  void theKeyOfAConnectionIsUsedWhereTheStepNamesOne() throws Exception {
    context
        .getBean(ConnectionRepository.class)
        .insert(
            Ids.next(), Toolkit.ANTHROPIC, "team", JsonCodec.MAPPER.createObjectNode(), "sk-team");
    anthropic.answers(writing("Hello"));

    generate("{'model':'claude-opus-5-5','prompt':'p','connection':'team'}").run();

    assertThat(anthropic.received().getLast().apiKey()).isEqualTo("sk-team");
  }

  @Test
  void aKeyIsTriedOutByAskingForTheModels() {
    ModelProbe probe = context.getBean(ModelProbe.class);
    anthropic.answers(
        FakeAnthropic.listing("claude-opus-5-5"), refusing(401, "authentication_error", Map.of()));

    assertThat(probe.test("sk-good").ok()).isTrue();
    assertThat(anthropic.received().getLast().path()).startsWith("/v1/models");
    assertThat(anthropic.received().getLast().apiKey()).isEqualTo("sk-good");
    assertThat(probe.test("sk-bad").ok()).isFalse();
  }

  @Test
  void theScriptedModelNeedsNoKeyAndNoServer() throws Exception {
    int before = anthropic.received().size();
    ObjectNode config = (ObjectNode) json("{'model':'scripted','prompt':'p'}");
    config.put("script", "Dear {{input.who}}");

    JsonNode output =
        TestStep.of(keyless.getBean(StepServices.class), "llm.generate", config.toString())
            .with("input", "{\"who\":\"Ada\"}")
            .run();

    assertThat(output.path("text").asText()).isEqualTo("Dear Ada");
    assertThat(output.at("/usage/costUsd").decimalValue()).isZero();
    assertThat(anthropic.received()).hasSize(before);
  }

  @Test
  void whatHasNoPriceCostsNobodyKnowsWhat() throws Exception {
    anthropic.answers(writing("Hello"));

    JsonNode usage = generate("{'model':'claude-next','prompt':'p'}").run().path("usage");

    assertThat(usage.path("inputTokens").asInt()).isEqualTo(1000);
    assertThat(usage.path("costUsd").isNull()).isTrue();
  }

  private static Database database() {
    return context.getBean(Database.class);
  }

  private static TestStep generate(String config) {
    return step("llm.generate", config);
  }

  private static TestStep step(String type, String config) {
    return TestStep.of(context.getBean(StepServices.class), type, config.replace('\'', '"'));
  }

  private static StepException failure(TestStep step) {
    return catchThrowableOfType(StepException.class, step::run);
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return JsonCodec.MAPPER.readTree(text.replace('\'', '"'));
  }
}
