package dev.stitch.graph.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {

  private static final JsonNode VARIABLES =
      json(
          """
          {"contact": {"name": "Ada", "email": "ada@example.org", "company": null,
                       "attributes": {"score": 3, "ratio": 2.5, "round": 3.0, "tags": ["b", "a"]}},
           "entity": {"metadata": {"vip": true}},
           "input": {"limit": 10},
           "steps": {"a-b": {"output": {"ok": true}}, "plain": {"output": 7}},
           "now": "2026-03-01T10:00:00Z"}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contact.name == 'Ada'",
        "contact.attributes.score == 3",
        "contact.attributes.score == 3.0",
        "contact.attributes.round == 3",
        "contact.attributes.ratio > 2",
        "contact.attributes.score in [1, 2, 3]",
        "contact.company == null",
        "!has(contact.phone)",
        "!has(event.name) && !has(trigger.x)",
        "contact.?phone.orValue('none') == 'none'",
        "steps['a-b'].output.ok",
        "steps.plain.output + 1 == 8",
        "now > timestamp('2026-01-01T00:00:00Z')",
        "now.getDayOfWeek() == 0",
        "now + duration('24h') == timestamp('2026-03-02T10:00:00Z')",
        "contact.attributes.tags.exists(t, t == 'a')",
        "contact.email.endsWith('example.org') && contact.email.matches('^[a-z@.]+$')",
        "contact.name.lowerAscii() == 'ada' && 'a-b'.split('-').size() == 2",
        "math.greatest(1, contact.attributes.score) == 3",
        "entity.metadata.vip"
      })
  void conditionsHoldOverTheVariables(String cel) throws StepException {
    assertThat(Expressions.checkCondition(cel)).isEmpty();
    assertThat(Expressions.test(cel, VARIABLES)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contact.attributes.score + 1 | 4",
        "contact.attributes.ratio * 2.0 | 5.0",
        "{'z': 1, 'a': {'y': 2, 'b': null}} | {\"a\":{\"b\":null,\"y\":2},\"z\":1}",
        "[1, 'two', 3.5, true] | [1,\"two\",3.5,true]",
        "now | \"2026-03-01T10:00:00Z\"",
        "duration('90m') | \"PT1H30M\"",
        "contact.?phone | null",
        "contact.attributes.tags.sort() | [\"a\",\"b\"]",
        "contact.attributes.tags.map(t, t + '!') | [\"b!\",\"a!\"]",
        "contact | {\"attributes\":{\"ratio\":2.5,\"round\":3.0,\"score\":3,\"tags\":[\"b\",\"a\"]},\"company\":null,\"email\":\"ada@example.org\",\"name\":\"Ada\"}"
      })
  void valuesComeBackAsJsonWithSortedKeys(String cel, String expected) throws StepException {
    assertThat(Expressions.evaluate(cel, VARIABLES).toString()).isEqualTo(expected);
  }

  @Test
  void aMissingKeyFailsWithTheKeyAndTheWayToGuardIt() {
    assertThatThrownBy(() -> Expressions.evaluate("contact.phone", VARIABLES))
        .isInstanceOfSatisfying(
            StepException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.EXPRESSION))
        .hasMessageContaining("`contact.phone`")
        .hasMessageContaining("phone")
        .hasMessageContaining("has(");
  }

  @Test
  void aConditionThatGivesAnotherTypeFails() {
    assertThatThrownBy(() -> Expressions.test("contact.name", VARIABLES))
        .hasMessageContaining("\"Ada\"")
        .hasMessageContaining("must be true or false");
    assertThat(Expressions.checkCondition("1 + 1")).get().asString().contains("int");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "contact.",
        "1 +",
        "'a' + 1",
        "unknown.name",
        "nofunction(contact)",
        "contact.name ==== 'x'",
        "now > 'yesterday'"
      })
  void whatDoesNotTypeCheckIsReported(String cel) {
    assertThat(Expressions.check(cel)).isPresent();
    assertThatThrownBy(() -> Expressions.evaluate(cel, VARIABLES))
        .isInstanceOf(StepException.class);
  }

  @Test
  void anUnknownVariableIsNamedWithANearOne() {
    assertThat(Expressions.check("contct.name == 'x'"))
        .get()
        .asString()
        .contains("'contct'", "did you mean 'contact'", "column 1");
  }

  @Test
  void theStepsThatAnExpressionNamesAreFound() {
    assertThat(
            Expressions.steps(
                Scope.GRAPH,
                "steps.a.output == steps['b-c'].output && has(steps.d.output) && steps[?'e'].hasValue()"
                    + " && [1].all(x, steps.f.output > x)"))
        .containsExactlyInAnyOrder("a", "b-c", "d", "e", "f");
  }

  @Test
  void iterationIsBounded() {
    String cel =
        "[1,2,3,4,5,6,7,8,9,10].map(a, [1,2,3,4,5,6,7,8,9,10].map(b, [1,2,3,4,5,6,7,8,9,10].map(c,"
            + " [1,2,3,4,5,6,7,8,9,10].map(d, [1,2,3,4,5,6,7,8,9,10].map(e,"
            + " [1,2,3,4,5,6,7,8,9,10].map(f, f))))))";
    assertThatThrownBy(() -> Expressions.evaluate(cel, VARIABLES))
        .isInstanceOf(StepException.class);
  }

  @Test
  void aResultThatMultipliesItsInputIsRefused() {
    JsonNode variables =
        JsonCodec.MAPPER
            .createObjectNode()
            .set("input", JsonCodec.MAPPER.valueToTree("x".repeat(30_000)));
    String cel = "[1,2,3,4,5,6,7,8,9,10].map(a, [1,2,3,4,5,6,7,8,9,10].map(b, input))";
    assertThatThrownBy(() -> Expressions.evaluate(cel, variables)).hasMessageContaining("1 MiB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1|+1|",
        "(|1|)",
        "[||]",
        "contact|.b|",
        "contact|['b']|",
        "!|true|",
        "-|1|",
        "true|?true:true|",
        "{'a':|1|}",
        "size(|'x'|)",
        "'a'|+'a'|",
        "true|&&true|",
        "[1].map(x,|1|)"
      })
  void longAndDeepExpressionsDoNotOverflowASmallStack(String pattern) throws InterruptedException {
    String[] parts = pattern.split("\\|", -1);
    boolean prefix = parts[1].isEmpty() || !parts[2].isEmpty() || "!-".contains(parts[0]);
    int times = 4_000 / Math.max(1, (prefix ? parts[0] + parts[2] : parts[1]).length());
    String cel =
        prefix
            ? parts[0].repeat(times) + parts[1] + parts[2].repeat(times)
            : parts[0] + parts[1].repeat(times);
    Throwable[] thrown = new Throwable[1];
    Thread small =
        new Thread(
            null,
            () -> {
              try {
                if (Expressions.check(cel).isEmpty()) {
                  Expressions.evaluate(cel, VARIABLES);
                }
              } catch (StepException expected) {
                assertThat(expected.code()).isEqualTo(FailureCode.EXPRESSION);
              } catch (Throwable other) {
                thrown[0] = other;
              }
            },
            "small",
            512 << 10);
    small.start();
    small.join();
    assertThat(thrown[0]).isNull();
  }

  @Test
  void anExpressionThatIsTooLongIsRefused() {
    assertThat(Expressions.check("x".repeat(5_000))).get().asString().contains("longer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 / 0",
        "[1][5]",
        "int('x')",
        "timestamp('nope')",
        "9223372036854775807 + 1",
        "contact.name.nope",
        "1.0 / 0.0",
        "contact.name + 1",
        "now + duration('315576000000s')"
      })
  void whatFailsOnTheValuesIsAStepFailure(String cel) {
    assertThatThrownBy(() -> Expressions.evaluate(cel, VARIABLES))
        .isInstanceOf(StepException.class)
        .hasMessageContaining("failed:");
  }

  @Test
  void expressionsInDataAreNeverEvaluated() throws StepException {
    JsonNode variables = json("{\"contact\": {\"name\": \"' + string(1/0) + '\"}}");
    assertThat(Expressions.evaluate("'Hi ' + contact.name", variables).textValue())
        .isEqualTo("Hi ' + string(1/0) + '");
  }

  private static JsonNode json(String text) {
    try {
      return JsonCodec.MAPPER.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
