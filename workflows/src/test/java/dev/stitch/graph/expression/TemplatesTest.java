package dev.stitch.graph.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.StepException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {

  private static final JsonNode VARIABLES =
      json(
          """
          {"contact": {"name": "Ada <b>", "company": null, "score": 3, "ratio": 2.50, "big": 1e21,
                       "tags": ["x", "y"], "active": true, "class": "own key",
                       "address": {"city": "Zürich"}},
           "steps": {"a-b": {"output": {"x": 1}}},
           "now": "2026-03-01T10:00:00Z"}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "Hi {{contact.name}} | Hi Ada <b>",
        "{{contact.score}} {{contact.ratio}} {{contact.big}} | 3 2.5 1000000000000000000000",
        "{{steps.[a-b].output.x}} | 1",
        "[{{contact.company}}{{contact.missing}}{{input.a.b.c}}] | []",
        "{{#if contact.active}}yes{{else}}no{{/if}} | yes",
        "{{#unless contact.company}}none{{/unless}} | none",
        "{{#each contact.tags}}{{@index}}{{this}}{{#unless @last}},{{/unless}}{{/each}} | 0x,1y",
        "{{#each contact.address}}{{@key}}={{this}}{{/each}} | city=Zürich",
        "{{#with contact.address}}{{city}}{{/with}} | Zürich",
        "{{#each contact.tags}}{{contact.score}}{{/each}} | 33",
        "{{contact.address}} | {\"city\":\"Zürich\"}",
        "{{contact.tags}} | [\"x\",\"y\"]",
        "{{contact.tags.[1]}} | y",
        "{{now}} | 2026-03-01T10:00:00Z",
        "{{contact.class}} | own key",
        "plain text without tags | plain text without tags"
      })
  void textsRenderUnescaped(String template, String expected) throws StepException {
    assertThat(Templates.check(template, Set.of("a-b"))).isEmpty();
    assertThat(Templates.render(template, VARIABLES, false)).isEqualTo(expected);
  }

  @Test
  void htmlEscapesEveryValue() throws StepException {
    JsonNode variables = json("{\"contact\": {\"name\": \"<script>'\\\"&`=\"}}");
    assertThat(Templates.render("<p>{{contact.name}}</p>", variables, true))
        .startsWith("<p>&lt;script&gt;")
        .doesNotContain("<script>", "'", "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{contact.name}}",
        "{{#each contact}}x{{/each}}",
        "{{> /etc/passwd}}",
        "{{{contact}}}"
      })
  void templatesInDataRenderAsTheyAre(String payload) throws StepException {
    JsonNode variables =
        JsonCodec.MAPPER
            .createObjectNode()
            .set("contact", JsonCodec.MAPPER.createObjectNode().put("name", payload));
    assertThat(Templates.render("{{contact.name}}", variables, false)).isEqualTo(payload);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{contact.getClass}}", "{{contact.class.name}}", "{{contact.tags.size}}",
        "{{contact.tags.length}}", "{{contact.name.bytes}}", "{{contact.score.intValue}}",
        "{{contact.address.entrySet}}", "{{contact.address.empty}}", "{{contact.active.toString}}"
      })
  void noJavaPropertyOrMethodOfAValueIsReachable(String template) throws StepException {
    assertThat(Templates.render("[" + template + "]", VARIABLES, false)).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{> partial}}",
        "{{> /etc/passwd}}",
        "{{> (lookup . 'x')}}",
        "{{#> layout}}x{{/layout}}",
        "{{include 'x'}}",
        "{{embedded 'x'}}",
        "{{precompile 'x'}}",
        "{{i18n 'x'}}",
        "{{log contact.name}}",
        "{{#*inline 'x'}}y{{/inline}}",
        "{{nope contact.name}}",
        "{{#if contact.name}}open",
        "{{contact.name",
        "{{#if a}}{{/unless}}",
        "{{}}"
      })
  void whatTemplatesMayNotUseIsReportedAndDoesNotRender(String template) {
    assertThat(Templates.check(template, Set.of())).isNotEmpty();
    assertThatThrownBy(() -> Templates.render(template, VARIABLES, false))
        .isInstanceOf(StepException.class);
  }

  @Test
  void unknownVariablesAreNamedWithNearOnes() {
    assertThat(Templates.check("{{contct.name}}", Set.of()))
        .singleElement()
        .asString()
        .contains("contct", "did you mean 'contact'");
    assertThat(Templates.check("{{event.name}}", Set.of())).hasSize(1);
    assertThat(Templates.check("{{unsubscribeUrl}}", Set.of())).hasSize(1);
    assertThat(Templates.check("{{unsubscribeUrl}}", Set.of(), List.of("unsubscribeUrl")))
        .isEmpty();
    assertThat(Templates.check("{{unsubscribUrl}}", Set.of(), List.of("unsubscribeUrl")))
        .singleElement()
        .asString()
        .contains("unsubscribeUrl");
  }

  @Test
  void stepsThatDoNotRunBeforeAreNamed() {
    assertThat(Templates.check("{{steps.foo.output.x}}", Set.of("food")))
        .singleElement()
        .asString()
        .contains("'foo'", "did you mean 'food'");
    assertThat(Templates.check("{{steps.[a-b].output}} {{steps.a-b.output}}", Set.of("a-b")))
        .isEmpty();
    assertThat(Templates.check("{{steps.a.result}}", Set.of("a"))).hasSize(1);
    assertThat(Templates.check("{{#if steps.foo.output}}x{{/if}}", Set.of())).hasSize(1);
    assertThat(Templates.check("{{#each contact.tags}}{{steps.foo.output}}{{/each}}", Set.of()))
        .hasSize(1);
  }

  @Test
  void namesInsideAListItemAreLeftToTheItem() {
    assertThat(
            Templates.check(
                "{{#each input.items}}{{title}} {{this.price}} {{../contact.name}} {{@root.now}}{{/each}}",
                Set.of()))
        .isEmpty();
    assertThat(Templates.check("{{#each items}}{{title}}{{/each}}", Set.of())).hasSize(1);
    assertThat(Templates.check("{{#each input.items}}{{../nope.x}}{{/each}}", Set.of())).hasSize(1);
    assertThat(Templates.check("{{#each input.items as |item|}}{{item.x}}{{/each}}", Set.of()))
        .isEmpty();
  }

  @Test
  void deepNestingIsRefusedWithoutOverflow() {
    for (String template :
        new String[] {
          "{{#if contact.a}}".repeat(20_000) + "{{/if}}".repeat(20_000),
          "{{#contact}}".repeat(20_000),
          "{{lookup " + "(lookup contact ".repeat(20_000) + "'x'" + ")".repeat(20_000) + "}}",
          "{{^contact}}".repeat(20_000),
          "{{~#if contact.a~}}".repeat(20_000)
        }) {
      assertThat(Templates.check(template, Set.of())).isNotEmpty();
    }
  }

  @Test
  void longElseChainsAndManyTagsDoNotOverflow() {
    String chain = "{{#if contact.a}}0" + "{{else if contact.b}}1".repeat(3_000) + "{{/if}}";
    assertThat(Templates.check(chain, Set.of())).isNotNull();
    assertThat(Templates.check("{{contact.name}} ".repeat(5_000), Set.of())).isEmpty();
  }

  @Test
  void outputIsBounded() {
    var variables = JsonCodec.MAPPER.createObjectNode();
    var items = variables.putObject("input").putArray("items");
    for (int i = 0; i < 300; i++) {
      items.add(i);
    }
    assertThatThrownBy(
            () ->
                Templates.render(
                    "{{#each input.items}}{{#each ../input.items}}sixteen letters.{{/each}}{{/each}}",
                    variables,
                    false))
        .isInstanceOf(StepException.class)
        .hasMessageContaining("1 MiB");
  }

  private static JsonNode json(String text) {
    try {
      return JsonCodec.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
