package dev.stitch.graph.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.stitch.Tries;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExpressionShapeTest {

  private static final List<String> LEAVES =
      List.of(
          "1",
          "2.5",
          "'text'",
          "true",
          "null",
          "contact.name",
          "input.a.b",
          "steps.n1.output",
          "steps['a-b'].output",
          "now",
          "contact",
          "event.name",
          "has(contact.x)",
          "contact.?x",
          "duration('1h')",
          "nowhere.x",
          "google.protobuf.Timestamp",
          "[]",
          "{}");

  private static final List<String> PATTERNS =
      List.of(
          "(%s + %s)",
          "(%s == %s)",
          "(%s && %s)",
          "(%s > %s)",
          "[%s, %s]",
          "{'k': %s, 'l': %s}",
          "(%s ? %s : 1)",
          "size(%s, %s)",
          "%s.contains(%s)",
          "(%s in %s)",
          "%s[%s]",
          "string(%s) + string(%s)",
          "[%s].exists(x, x == %s)",
          "%s.orValue(%s)");

  @Test
  void expressionsOfOneShapeAreSoundOrNotAlikeAndGiveOneType() {
    long seed = Long.getLong("stitch.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    int tries = Tries.of(2_000);
    int sound = 0;
    for (int i = 0; i < tries; i++) {
      String cel = expression(random, 2);
      Optional<String> type = typeWithoutMemory(cel);
      assertThat(Expressions.check(cel).isEmpty())
          .as("seed %d: %s", seed, cel)
          .isEqualTo(type.isPresent());
      if (type.isPresent()) {
        sound++;
        boolean condition = type.get().equals("bool") || type.get().equals("dyn");
        assertThat(Expressions.checkCondition(cel).isEmpty())
            .as("seed %d: %s", seed, cel)
            .isEqualTo(condition);
      }
    }
    assertThat(sound).isGreaterThan(tries / 10);
  }

  @Test
  void keysAndLiteralsDoNotChangeTheShapeButNamesAndTypesDo() throws CelValidationException {
    assertThat(shape("steps.a.output.x + 1")).isEqualTo(shape("steps.b.output.y + 25"));
    assertThat(shape("contact.a == 'x'")).isEqualTo(shape("contact.b == 'y'"));
    assertThat(shape("contact.a == 'x'")).isNotEqualTo(shape("contact.a == 3"));
    assertThat(shape("contact.a")).isNotEqualTo(shape("now.a"));
    assertThat(shape("contact.a")).isNotEqualTo(shape("has(contact.a)"));
    assertThat(shape("a.b")).isNotEqualTo(shape("a.c"));
  }

  private static Optional<String> shape(String cel) throws CelValidationException {
    return ExpressionShape.of(Scope.GRAPH.compiler().parse(cel).getAst().getExpr());
  }

  private static Optional<String> typeWithoutMemory(String cel) {
    CelValidationResult result = Scope.GRAPH.compiler().compile(cel);
    try {
      return Optional.of(result.getAst().getResultType().name());
    } catch (CelValidationException e) {
      return Optional.empty();
    }
  }

  private static String expression(Random random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return LEAVES.get(random.nextInt(LEAVES.size()));
    }
    return PATTERNS
        .get(random.nextInt(PATTERNS.size()))
        .formatted(expression(random, depth - 1), expression(random, depth - 1));
  }
}
