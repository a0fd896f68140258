package dev.stitch.graph.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an expression, a pattern or a template may cost, whoever wrote it. */
class ExpressionBoundsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contact.name.matches('((a{1000}){1000}){1000}')",
        "contact.name.matches('(((((a{30}){30}){30}){30}){30}){30}')",
        "matches(contact.name, '(x{100}|y{100}){100}')",
        "contact.name.matches('[a-z]{1000}{1000}')",
        "contact.name.matches(input.pattern)",
        "contact.name.matches('a' + input.pattern)",
        "contact.name.matches('(')"
      })
  void aPatternThatCouldTakeAllMemoryIsRefusedBeforeItIsCompiled(String cel) {
    assertThat(Expressions.check(cel)).get().asString().contains("pattern");
    assertThatThrownBy(() -> Expressions.test(cel, variables(10)))
        .isInstanceOfSatisfying(
            StepException.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.EXPRESSION));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contact.name.matches('^[a-z0-9._%+-]{1,64}@[a-z0-9.-]{1,255}\\\\.[a-z]{2,}$')",
        "contact.name.matches('(\\\\d{3}-){2}\\\\d{4}|\\\\(x{2}\\\\)|[]{}]{3}')",
        "contact.name.matches('x{')"
      })
  void ordinaryPatternsAreTaken(String cel) throws StepException {
    assertThat(Expressions.check(cel)).isEmpty();
    Expressions.test(cel, variables(10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size(lists.range(1000000000))",
        "input.list.map(x, input.text + string(x))",
        "input.text.replace('', input.text)",
        "input.text.replace('x', input.text)",
        "input.list.map(x, 'y').join(input.text)",
        "input.list.all(x, input.list.all(y, input.list.all(z, true)))",
        "input.list.map(x, input.text.matches('(x+x+)+y{500}'))",
        "input.list.exists(x, input.text.contains('y'))"
      })
  void anEvaluationThatCostsTooMuchIsAStepFailure(String cel) {
    assertThat(Expressions.check(cel)).isEmpty();
    assertThatThrownBy(() -> Expressions.evaluate(cel, variables(10_000)))
        .isInstanceOfSatisfying(
            StepException.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.EXPRESSION));
  }

  @Test
  void loopsInATemplateAreCountedTogether() {
    String template =
        "{{#each input.list}}{{#each ../input.list}}{{#each ../../input.list}}{{/each}}{{/each}}{{/each}}";

    assertThatThrownBy(() -> Templates.render(template, variables(1_000), false))
        .isInstanceOf(StepException.class)
        .hasMessageContaining("rounds");
  }

  @Test
  void noPatternOfRandomPartsTakesLongerThanItsSizeAllows() {
    long seed = Long.getLong("stitch.seed", 20_261_128L);
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      String pattern = pattern(random, 4);
      // Compiles what is let through: too large a program would end the test.
      assertThat(PatternBounds.problem(pattern).isEmpty() || PatternBounds.size(pattern) >= 0)
          .as("-Dstitch.seed=%d draws it again: %s", seed, pattern)
          .isTrue();
    }
  }

  private static String pattern(Random random, int depth) {
    String atom =
        switch (depth == 0 ? random.nextInt(3) : random.nextInt(6)) {
          case 0 -> "a";
          case 1 -> "[a-c\\]]";
          case 2 -> "\\d";
          case 3 -> "(" + pattern(random, depth - 1) + ")";
          case 4 -> "(?:" + pattern(random, depth - 1) + "|" + pattern(random, depth - 1) + ")";
          default -> pattern(random, depth - 1) + pattern(random, depth - 1);
        };
    return switch (random.nextInt(5)) {
      case 0 -> atom + "*";
      case 1 -> "(" + atom + "){" + random.nextInt(1_001) + "}";
      case 2 -> "(" + atom + "){" + random.nextInt(50) + ",}";
      default -> atom;
    };
  }

  private static ObjectNode variables(int items) {
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    variables.putObject("contact").put("name", "ada");
    ObjectNode input = variables.putObject("input");
    input.put("pattern", "((a{1000}){1000}){1000}").put("text", "x".repeat(items * 10));
    for (int i = 0; i < items; i++) {
      input.withArray("list").add(i);
    }
    return variables;
  }
}
