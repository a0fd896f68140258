package dev.stitch.activities.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.campaign.SequenceNodes;
import dev.stitch.campaign.TemplateCheck;
import dev.stitch.campaign.TemplateCompiler;
import dev.stitch.campaign.TemplateDefinition;
import dev.stitch.campaign.TemplateProblem;
import dev.stitch.campaign.TemplateStep;
import dev.stitch.graph.Graphs;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FlowKind;
import dev.stitch.model.Platform;
import dev.stitch.model.TemplateStepType;
import dev.stitch.plan.PathPlan;
import dev.stitch.store.Jsonb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** With the step types that workers have. */
class TemplateCompilerTest {

  @ParameterizedTest
  @MethodSource("seeds")
  void aRandomTemplateCompilesToAValidGraphInWhichEveryStepCanBeReached(long seed) {
    TemplateDefinition template = random(new Random(seed));

    assertThat(TemplateCheck.of(template).errors()).as("seed %d: %s", seed, template).isEmpty();
    ObjectNode graph = TemplateCompiler.compile(template);
    assertThat(Graphs.validate(FlowKind.SYSTEM, graph).errors()).as("seed %d", seed).isEmpty();
    PathPlan plan = Graphs.compilePath(graph);

    // As many actions as steps; a delay where there is one; a question before each, if asked.
    long delays = template.steps().stream().filter(step -> step.delayHours() > 0).count();
    long questions = template.config().has("exitWhen") ? template.steps().size() : 0;
    assertThat(plan.steps()).hasSize((int) (template.steps().size() + delays + questions));
    assertThat(plan.steps())
        .allSatisfy(step -> assertThat(SequenceNodes.stepIndex(step.id())).isPresent());
    // Only forward, so that the last that was reached is where it stands.
    plan.steps()
        .forEach(
            step ->
                step.outgoing()
                    .forEach(
                        edge ->
                            assertThat(index(plan.steps().get(edge.target())))
                                .isGreaterThanOrEqualTo(index(step))));
    assertThat(Graphs.hash(TemplateCompiler.compile(template))).isEqualTo(Graphs.hash(graph));
    Set<String> beginnings = new HashSet<>();
    plan.steps().stream()
        .filter(step -> step.incoming().isEmpty())
        .forEach(step -> beginnings.add(step.id()));
    assertThat(beginnings).hasSize(1);
    assertThat(index(plan.step(beginnings.iterator().next()).orElseThrow())).isZero();
  }

  @Test
  void aMailFollowsItsTemplateUnlessItSaysOtherwise() {
    JsonNode graph =
        TemplateCompiler.compile(
            template(
                null,
                """
                {"window": {"from": "09:00", "to": "17:00", "timezone": "contact"},
                 "mailboxes": ["a", "b"], "topic": "news"}
                """,
                step("message", "{'subject': 'One', 'text': 'x'}"),
                step(
                    "message",
                    "{'subject': 'Two', 'text': 'x', 'mailbox': 'own', 'topic': 'other'}"),
                step("message", "{'variants': [{'name': 'A', 'subject': 'Three', 'text': 'x'}]}")));

    JsonNode first = graph.at("/nodes/0/data");
    assertThat(first.at("/window/from").textValue()).isEqualTo("09:00");
    assertThat(first.get("mailboxes")).hasSize(2);
    assertThat(first.get("topic").textValue()).isEqualTo("news");
    assertThat(first.has("followUp")).isFalse();
    JsonNode second = graph.at("/nodes/1/data");
    assertThat(second.get("mailbox").textValue()).isEqualTo("own");
    assertThat(second.has("mailboxes")).isFalse();
    assertThat(second.get("topic").textValue()).isEqualTo("other");
    assertThat(second.get("followUp").booleanValue()).isTrue();
    assertThat(graph.at("/nodes/2/data/subject").textValue()).isEqualTo("Three");
  }

  @Test
  void whatNoPlatformAllowsBecomesATaskThatHasTheTextReady() {
    JsonNode graph =
        TemplateCompiler.compile(
            template(
                Platform.LINKEDIN,
                "{}",
                step("connect", "{'note': 'Met at the fair'}"),
                step("message", "{'text': 'Hello {{contact.name}}'}")));

    assertThat(graph.at("/nodes/0/type").textValue()).isEqualTo("human.task");
    assertThat(graph.at("/nodes/0/data/description").textValue()).startsWith("Met at the fair");
    assertThat(graph.at("/nodes/1/data/description").textValue())
        .startsWith("Hello {{contact.name}}")
        .contains("linkedin.com");
    assertThat(Graphs.validate(FlowKind.SYSTEM, graph).errors()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"X", "LINKEDIN", "SUBSTACK"})
  void aMessageOfSeveralTextsIsOfAStepThatChoosesOne(Platform platform) {
    JsonNode graph =
        TemplateCompiler.compile(
            template(
                platform,
                "{}",
                step("message", "{'variants': [{'name': 'A', 'text': 'Hi'}, {'name': 'B'}]}")));

    assertThat(graph.at("/nodes/0/type").textValue()).isEqualTo("engagement.message");
    assertThat(graph.at("/nodes/0/data/platform").textValue()).isEqualTo(platform.word());
    assertThat(graph.at("/nodes/0/data/text").textValue()).isEqualTo("Hi");
    assertThat(graph.at("/nodes/0/data/variants")).hasSize(2);
    assertThat(Graphs.validate(FlowKind.SYSTEM, graph).errors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {'variants': [{'name': 'A'}]}                                           | /steps/0/config/text
          {'text': 'x', 'variants': [{'name': 'A'}, {'name': 'A'}]}               | /steps/0/config/variants/1/name
          {'text': 'x', 'variants': [{'name': 'A', 'weight': 0}]}                 | /steps/0/config/variants
          {'text': 'x', 'variants': [{'name': 'A', 'text': '{{#if}}'}]}           | /steps/0/config/variants/0/text
          """)
  void whatIsWrongWithTheTextsOfAMessageIsToldWithItsPlace(String config, String pointer) {
    assertThat(
            TemplateCheck.of(template(Platform.X, "{}", step("message", config))).errors().stream()
                .map(TemplateProblem::pointer))
        .containsExactly(pointer);
  }

  @Test
  void aDelayIsWaitedBeforeTheQuestionWhetherToGoOn() {
    PathPlan plan =
        Graphs.compilePath(
            TemplateCompiler.compile(
                template(
                    null,
                    "{\"exitWhen\": \"contact.company == 'Acme'\"}",
                    new TemplateStep(
                        TemplateStepType.MESSAGE, object("{'subject':'s','text':'t'}"), 1.5))));

    assertThat(plan.steps())
        .extracting(PathPlan.Step::id)
        .containsExactly("delay-0", "exit-0", "step-0");
    assertThat(plan.steps().get(0).config().get("duration").textValue()).isEqualTo("PT1H30M");
    assertThat(plan.steps().get(1).outgoing())
        .singleElement()
        .satisfies(edge -> assertThat(edge.branch()).isEqualTo("false"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "message   | {'text':'x'}                                            | /steps/0/config/subject",
        "message   | {'subject':'{{#each}}','text':'x'}                      | /steps/0/config/subject",
        "message   | {'subject':'s','text':'x','window':{'timezone':'Mars'}} | /steps/0/config/window/timezone",
        "message   | {'subject':7,'text':'x'}                                | /steps/0/config/subject",
        "comment   | {}                                                      | /steps/0/config/text",
        "like      | {'target':'javascript:x'}                               | /steps/0/config/target",
        "wait      | {'duration':'-P1D'}                                     | /steps/0/config/duration",
        "wait      | {}                                                      | /steps/0/config",
        "wait      | {'duration':'P1D','window':{'timezone':'Mars'}}         | /steps/0/config/window/timezone",
        "condition | {'expression':'contact.'}                               | /steps/0/config/expression",
        "condition | {'expression':'1 + 1'}                                  | /steps/0/config/expression",
        "condition | {'expression':'true','otherwise':{'goto':0}}            | /steps/0/config/otherwise/goto",
        "condition | {'expression':'true','otherwise':{'goto':9}}            | /steps/0/config/otherwise/goto",
        "condition | {'expression':'true','otherwise':{'goto':99999999999}}  | /steps/0/config/otherwise/goto",
      })
  void whatIsWrongWithAStepIsSaidWhereItIs(String type, String config, String pointer) {
    assertThat(TemplateCheck.of(template(null, "{}", step(type, config))).errors())
        .extracting(TemplateProblem::pointer)
        .contains(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'exitWhen':'contact.('}                     | /config/exitWhen",
        "{'exitWhen':'42'}                            | /config/exitWhen",
        "{'window':{'timezone':'Europe/Nowhere'}}     | /config/window/timezone",
        "{'window':{'days':['someday']}}              | /config/window/days/0",
        "{'window':{'from':'25:00'}}                  | /config/window/from",
        "{'window':{'holidays':['2026-02-30']}}       | /config/window/holidays/0",
        "{'reenrol':{'after':'P1M'}}                  | /config/reenrol/after",
        "{'mailboxes':[]}                             | /config/mailboxes",
        "{'stopOnReply':'maybe'}                      | /config/stopOnReply",
      })
  void whatIsWrongWithTheConfigIsSaidWhereItIs(String config, String pointer) {
    assertThat(
            TemplateCheck.of(template(null, config.replace('\'', '"'), step("follow", "{}")))
                .errors())
        .extracting(TemplateProblem::pointer)
        .contains(pointer);
  }

  @Test
  void aMisspeltSettingIsKeptAndToldWithWhatWasProbablyMeant() {
    assertThat(
            TemplateCheck.of(
                    template(null, "{}", step("message", "{'subject':'s','text':'t','htmll':'x'}")))
                .warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.pointer()).isEqualTo("/steps/0/config/htmll");
              assertThat(warning.message()).contains("html");
            });
  }

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  private static int index(PathPlan.Step step) {
    return SequenceNodes.stepIndex(step.id()).orElseThrow();
  }

  private static TemplateDefinition random(Random random) {
    ObjectNode config = Jsonb.object();
    if (random.nextBoolean()) {
      config.put("exitWhen", "contact.company == 'Acme'");
    }
    if (random.nextBoolean()) {
      config.putArray("mailboxes").add("a").add("b");
    }
    Platform[] platforms = {null, Platform.GMAIL, Platform.LINKEDIN, Platform.X};
    int count = 1 + random.nextInt(30);
    List<TemplateStep> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TemplateStepType[] types = TemplateStepType.values();
      TemplateStepType type = types[random.nextInt(types.length)];
      double delay = random.nextBoolean() ? 0 : random.nextDouble() * 500;
      steps.add(new TemplateStep(type, config(type, i, count, random), delay));
    }
    return new TemplateDefinition(platforms[random.nextInt(platforms.length)], config, steps);
  }

  private static ObjectNode config(TemplateStepType type, int index, int count, Random random) {
    return switch (type) {
      case MESSAGE -> object("{'subject':'Hello {{contact.name}}','text':'x'}");
      case CONNECT -> object("{'note':'Hi'}");
      case FOLLOW -> object("{}");
      case LIKE -> object("{'target':'latest_post'}");
      case COMMENT -> object("{'text':'Nice'}");
      case WAIT -> object("{'duration':'P1D'}");
      case CONDITION -> {
        ObjectNode config = object("{'expression':'contact.name != \"\"'}");
        switch (random.nextInt(4)) {
          case 0 -> config.put("otherwise", "skip");
          case 1 -> config.put("otherwise", "stop");
          case 2 -> {
            if (index + 1 < count) {
              config
                  .putObject("otherwise")
                  .put("goto", index + 1 + random.nextInt(count - index - 1));
            }
          }
          default -> {}
        }
        yield config;
      }
    };
  }

  private static TemplateDefinition template(
      Platform platform, String config, TemplateStep... steps) {
    return new TemplateDefinition(platform, object(config), List.of(steps));
  }

  private static TemplateStep step(String type, String config) {
    return new TemplateStep(
        TemplateStepType.valueOf(type.toUpperCase(Locale.ROOT)), object(config), 0);
  }

  /** JSON that may be quoted by apostrophes, where nothing else is. */
  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) JsonCodec.MAPPER.readTree(json.startsWith("{\"") ? json : lenient(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static String lenient(String json) {
    return json.replace("\"", "\\\"").replace('\'', '"');
  }
}
