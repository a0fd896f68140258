package dev.stitch.graph.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.StepException;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of what rules write as CEL, which the console's {@code rules.test.ts} reads too. */
class RulesTest {

  @TestFactory
  Stream<DynamicTest> rulesHoldForWhomTheTableSays() throws IOException {
    JsonNode people = table().path("people");
    return table()
        .path("rules")
        .valueStream()
        .map(rules -> DynamicTest.dynamicTest(cel(rules), () -> hold(rules, people)));
  }

  @TestFactory
  Stream<DynamicTest> aTextIsReadAsTheTableSays() throws IOException {
    return table()
        .path("texts")
        .valueStream()
        .map(text -> DynamicTest.dynamicTest(cel(text), () -> isRead(text)));
  }

  private static void hold(JsonNode rules, JsonNode people) throws StepException {
    assertThat(Expressions.checkCondition(cel(rules))).isEmpty();
    for (var person : people.properties()) {
      assertThat(Expressions.test(cel(rules), variables(person.getValue())))
          .as(person.getKey())
          .isEqualTo(rules.path(person.getKey()).booleanValue());
    }
  }

  private static void isRead(JsonNode text) throws StepException {
    if (text.path("value").isNull()) {
      assertThat(Expressions.check(cel(text))).isPresent();
    } else {
      assertThat(Expressions.evaluate(cel(text), JsonCodec.MAPPER.createObjectNode()))
          .isEqualTo(text.path("value"));
    }
  }

  private static String cel(JsonNode row) {
    return row.path("cel").textValue();
  }

  private static JsonNode variables(JsonNode person) {
    return ((ObjectNode) person.deepCopy()).put("now", "2026-03-01T10:00:00Z");
  }

  private static JsonNode table() throws IOException {
    try (InputStream table = RulesTest.class.getResourceAsStream("rules.json")) {
      return JsonCodec.MAPPER.readTree(table);
    }
  }
}
