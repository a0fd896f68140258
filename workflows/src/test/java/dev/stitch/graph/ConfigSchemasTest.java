package dev.stitch.graph;

import static dev.stitch.graph.GraphBuilder.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.ConfigField.Format;
import dev.stitch.plan.Locality;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigSchemasTest {

  private static final StepType TYPE =
      new StepType() {
        private final JsonNode schema =
            json(
                """
                {"type": "object",
                 "anyOf": [{"required": ["text"]}, {"required": ["html"]}],
                 "properties": {
                   "text": {"type": "string", "format": "template"},
                   "html": {"type": "string", "format": "template"},
                   "body": {"format": "template", "anyOf": [{"type": "string"}, {"type": "object"}]},
                   "headers": {"type": "object", "additionalProperties": {"type": "string", "format": "template"}},
                   "list": {"type": "array", "items": {"type": "object", "properties": {
                     "when": {"type": "string", "format": "cel", "x-result": "boolean"}}}}}}
                """);

        @Override
        public String id() {
          return "schema.test";
        }

        @Override
        public String title() {
          return "Schema test";
        }

        @Override
        public JsonNode schema() {
          return schema;
        }

        @Override
        public String taskQueue() {
          return "none";
        }

        @Override
        public Locality locality() {
          return Locality.LOCAL;
        }

        @Override
        public StepOutcome execute(StepContext context) {
          return StepOutcome.completed(null);
        }
      };

  @Test
  void alternativesOfWhichNoneFitsAreOneProblem() {
    assertThat(errors("{}"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.field()).isEqualTo("data"))
        .satisfies(
            problem ->
                assertThat(problem.message()).contains("set at least one of “text”, “html”"));
    assertThat(errors("{\"text\": \"x\", \"body\": 3}"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.field()).isEqualTo("data.body"))
        .satisfies(
            problem -> assertThat(problem.message()).contains("“body” must be text or an object"));
    assertThat(errors("{\"html\": \"x\", \"body\": {\"a\": 1}}")).isEmpty();
  }

  @Test
  void formatsAreFoundWhereverTheSchemaPutsThem() {
    List<ConfigField> fields =
        ConfigField.of(
            TYPE.schema(),
            json(
                """
                {"text": "t", "body": {"a": ["b", {"c": "d"}], "n": 1}, "headers": {"X": "y"},
                 "list": [{"when": "true"}, {"other": "z"}], "unknown": "u"}
                """));
    assertThat(fields)
        .containsExactlyInAnyOrder(
            new ConfigField("data.text", Format.TEMPLATE, false, List.of(), "t"),
            new ConfigField("data.body.a[0]", Format.TEMPLATE, false, List.of(), "b"),
            new ConfigField("data.body.a[1].c", Format.TEMPLATE, false, List.of(), "d"),
            new ConfigField("data.headers.X", Format.TEMPLATE, false, List.of(), "y"),
            new ConfigField("data.list[0].when", Format.CEL, true, List.of(), "true"));
  }

  private static List<GraphProblem> errors(String data) {
    Problems problems = new Problems();
    ConfigSchemas.check(new Graph.Node("n", TYPE.id(), "n", json(data)), TYPE, problems);
    return problems.validation(List.of()).errors();
  }
}
