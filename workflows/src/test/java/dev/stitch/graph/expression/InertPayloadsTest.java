package dev.stitch.graph.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.StepException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What has opened other systems by their templates and expressions: in data it stays text, in a
 * flow it is refused or comes to nothing.
 */
class InertPayloadsTest {

  private static final Path TRACE = Path.of("/tmp/stitch-inert-payload");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{7*7}}",
        "{{{7*7}}}",
        "{{contact.secret}}",
        "{{&contact.secret}}",
        "{{#each this}}{{@key}}{{/each}}",
        "{{> contact}}",
        "{{{{raw}}}}x{{{{/raw}}}}",
        "{{#with \"s\" as |string|}}{{string.constructor}}{{/with}}",
        "{{lookup contact \"class\"}}",
        "${7*7}",
        "#{7*7}",
        "*{7*7}",
        "<%= 7*7 %>",
        "{% include '/etc/passwd' %}",
        "${T(java.lang.Runtime).getRuntime().exec('touch /tmp/stitch-inert-payload')}",
        "${jndi:ldap://127.0.0.1/x}",
        "__${7*7}__::.x",
        "' + contact.secret + '",
        "\" + contact.secret + \"",
        "'); DROP TABLE contacts; --",
        "%s%n%x",
        "\\u007b\\u007bcontact.secret}}"
      })
  void inDataItIsText(String payload) throws StepException {
    JsonNode variables = variables(payload);

    assertThat(Templates.render("Hi {{contact.name}}!", variables, false))
        .isEqualTo("Hi " + payload + "!");
    assertThat(Templates.render("{{#if contact.name}}{{contact.name}}{{/if}}", variables, true))
        .doesNotContain("hunter2", "<%")
        .doesNotContain("49");
    assertThat(Expressions.evaluate("contact.name", variables).textValue()).isEqualTo(payload);
    assertThat(Expressions.evaluate("'Hi ' + contact.name", variables).textValue())
        .isEqualTo("Hi " + payload);
    assertThat(Expressions.test("contact.name == 'admin'", variables)).isFalse();
    assertThat(Files.exists(TRACE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{contact.class.name}}",
        "{{contact.getClass}}",
        "{{contact.class.classLoader}}",
        "{{contact.constructor.name}}",
        "{{contact.__proto__}}",
        "{{contact.name.bytes}}",
        "{{contact.name.class}}",
        "{{input.class.protectionDomain.codeSource.location}}",
        "{{lookup contact \"class\"}}",
        "{{lookup contact.name \"getClass\"}}",
        "{{#with contact.class}}{{name}}{{/with}}",
        "{{> /etc/passwd}}",
        "{{> ../../secret}}",
        "{{#partial \"x\"}}{{/partial}}",
        "{{include \"/etc/passwd\"}}",
        "{{embedded \"x\"}}",
        "{{i18n \"x\"}}",
        "{{i18nJs}}",
        "{{precompile \"x\"}}",
        "{{log contact.name}}",
        "{{#helperMissing}}{{/helperMissing}}",
        "{{#blockHelperMissing contact}}{{/blockHelperMissing}}",
        "{{#def \"x\"}}{{/def}}{{#block \"x\"}}{{/block}}",
        "{{system.env}}",
        "{{env.STITCH_ENCRYPTION_KEY}}"
      })
  void inATemplateItIsRefusedOrReachesNothingButData(String template) {
    String rendered;
    try {
      rendered = Templates.render(template, variables("Ada"), false);
    } catch (StepException refused) {
      rendered = "";
    }

    assertThat(rendered).doesNotContain("java.", "dev.stitch", "root:", "jar:", "[B@", "class ");
    // A lookup that finds nothing answers what it looked in, which the flow may see anyway.
    assertThat(rendered.strip())
        .as(template)
        .isIn("", "Ada", "{\"name\":\"Ada\",\"secret\":\"hunter2\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contact.name.getClass()",
        "contact.getClass().forName('java.lang.Runtime')",
        "T(java.lang.Runtime).getRuntime().exec('touch /tmp/stitch-inert-payload')",
        "java.lang.System.getenv('PATH')",
        "new java.lang.String('x')",
        "''.class",
        "Runtime.getRuntime()",
        "import java.lang",
        "contact.name = 'x'",
        "x = 1; y = 2",
        "this.constructor",
        "eval('1+1')",
        "require('fs')",
        "type(contact).classLoader",
        "google.protobuf.Any{type_url: 'x'}.unpack()"
      })
  void anExpressionThatReachesForThePlatformDoesNotCompile(String expression) {
    assertThat(Expressions.check(expression)).as(expression).isPresent();
  }

  @Test
  void noTemplateIsReadTwice() throws StepException {
    ObjectNode variables = (ObjectNode) variables("{{contact.secret}}");
    variables.putObject("input").put("greeting", "{{contact.name}}");

    assertThat(Templates.render("{{input.greeting}}", variables, false))
        .isEqualTo("{{contact.name}}");
    assertThat(Templates.check("{{input.greeting}}", Set.of())).isEmpty();
  }

  private static JsonNode variables(String name) {
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    variables.putObject("contact").put("name", name).put("secret", "hunter2");
    variables.putObject("input");
    variables.put("now", "2026-03-01T10:00:00Z");
    return variables;
  }
}
