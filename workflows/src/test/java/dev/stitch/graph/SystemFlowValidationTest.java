package dev.stitch.graph;

import static dev.stitch.graph.GraphBuilder.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FlowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemFlowValidationTest {

  @Test
  void aSoundFlowHasNeitherErrorsNorWarnings() {
    JsonNode graph =
        new GraphBuilder()
            .node("check", "condition", "{\"expression\": \"contact.attributes.score > 3\"}")
            .node(
                "ask",
                "human.task",
                "{\"title\": \"Write to {{contact.name}}?\", \"choices\": [\"yes\"], \"dueIn\": \"P1W\"}")
            .node(
                "later",
                "wait",
                "{\"duration\": \"P3D\", \"window\": {\"days\": [\"MO\"], \"from\": \"09:00\", \"to\": \"17:00\", \"timezone\": \"contact\"}}")
            .node(
                "keep",
                "set",
                "{\"values\": {\"a.b\": \"steps.check.output.result\"}, \"onError\": \"branch\", \"retry\": {\"maxAttempts\": 3}}")
            .step("failed")
            .edge("check", "ask", "true")
            .edge("check", "later", "false")
            .edge("ask", "keep", "yes")
            .edge("later", "keep", "default")
            .edge("keep", "failed", "error")
            .build();
    Validation validation = Graphs.validate(FlowKind.SYSTEM, graph);
    assertThat(validation.errors()).isEmpty();
    assertThat(validation.warnings()).isEmpty();
    assertThat(validation.uxSpine()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "3",
        "\"x\"",
        "{}",
        "{\"nodes\": {}}",
        "{\"nodes\": []}",
        "{\"nodes\": [], \"edges\": 3}",
        "{\"nodes\": null, \"edges\": []}",
        "{\"nodes\": [null, 3, []], \"edges\": [null, \"e\"]}",
        "{\"nodes\": [{}], \"edges\": [{}]}",
        "{\"nodes\": [{\"id\": 3, \"type\": \"set\"}], \"edges\": []}",
        "{\"nodes\": [{\"id\": \"a\", \"type\": 3}], \"edges\": []}",
        "{\"nodes\": [{\"id\": \"a\", \"type\": \"set\", \"data\": []}], \"edges\": []}",
        "{\"nodes\": [], \"edges\": [], \"settings\": []}",
        "{\"nodes\": [], \"edges\": []}"
      })
  void whatIsNoGraphIsRefusedForBothKinds(String graph) {
    for (FlowKind kind : FlowKind.values()) {
      assertThat(Graphs.validate(kind, json(graph)).errors()).isNotEmpty();
    }
    assertThat(Graphs.validate(FlowKind.SYSTEM, null).valid()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type': 'nope'}                              | data.form.type",
        "{'properties': 5}                             | data.form.properties",
        "{'pattern': '('}                              | data.form",
        "{'$ref': '#/nowhere'}                         | data.form",
        "{'$ref': '#'}                                 | data.form",
        "{'properties': {'a': {'$ref': 'http://h/x'}}} | data.form"
      })
  void aFormThatCouldNotBeCheckedIsReported(String form, String field) {
    String data = "{'title': 'Sure?', 'form': " + form + "}";
    assertThat(
            errors(new GraphBuilder().node("ask", "human.task", data.replace('\'', '"')).build()))
        .isNotEmpty()
        .allSatisfy(
            problem -> {
              assertThat(problem.nodeId()).isEqualTo("ask");
              assertThat(problem.field()).isEqualTo(field);
            });
  }

  @Test
  void onlyStepsThatWaitForEventsSeeThem() {
    JsonNode set =
        new GraphBuilder().node("n", "set", "{\"values\": {\"x\": \"event.name\"}}").build();
    JsonNode wait =
        new GraphBuilder()
            .node("n", "wait.event", "{\"event\": \"paid\", \"match\": \"event.data.sum > 1\"}")
            .build();

    assertThat(errors(set))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("event"));
    assertThat(errors(wait)).isEmpty();
  }

  @Test
  void aVariableThatCannotExistIsWarnedAboutAtItsField() {
    JsonNode graph =
        new GraphBuilder()
            .node("check", "condition", "{\"expression\": \"has(contact.nme)\"}")
            .node(
                "ask",
                "human.task",
                "{\"title\": \"Write to {{input.emal}}?\", \"choices\": [\"yes\"], \"dueIn\": \"P1W\"}")
            .node("until", "wait", "{\"until\": \"{{entity.metdata.day}}\"}")
            .edge("check", "ask", "true")
            .edge("check", "until", "false")
            .build();
    Validation validation =
        Graphs.validate(FlowKind.SYSTEM, graph, json("{\"properties\": {\"email\": {}}}"));
    assertThat(validation.errors()).isEmpty();
    assertThat(validation.warnings())
        .extracting(GraphProblem::nodeId, GraphProblem::field, GraphProblem::message)
        .containsExactly(
            tuple(
                "check",
                "data.expression",
                "Node 'check': contact.nme: 'contact' has no 'nme'; did you mean 'name'?"),
            tuple(
                "ask",
                "data.title",
                "Node 'ask': {{input.emal}}: the flow's input has no 'emal'; did you mean 'email'?"),
            tuple(
                "until",
                "data.until",
                "Node 'until': {{entity.metdata.day}}: 'entity' has no 'metdata'; did you mean 'metadata'?"));
    assertThat(Graphs.validate(FlowKind.SYSTEM, graph).warnings()).hasSize(2);
  }

  @Test
  void aCycleIsReportedByItsNodesInTheirOrder() {
    JsonNode graph =
        new GraphBuilder()
            .step("before")
            .step("a")
            .step("b")
            .step("c")
            .step("after")
            .edge("before", "a")
            .edge("a", "b")
            .edge("b", "c")
            .edge("c", "a")
            .edge("c", "after")
            .build();
    assertThat(errors(graph))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.nodeId()).isIn("a", "b", "c");
              assertThat(problem.message())
                  .containsAnyOf("a → b → c → a", "b → c → a → b", "c → a → b → c");
            });
  }

  @Test
  void anUnknownTypeIsReportedWithANearOne() {
    assertThat(errors(new GraphBuilder().node("n", "conditon", "{}").build()))
        .containsExactly(
            new GraphProblem(
                "n",
                null,
                "type",
                "Node 'n': there is no step type 'conditon'; did you mean 'condition'?"));
    assertThat(errors(new GraphBuilder().node("n", "task", "{}").build()).getFirst().message())
        .contains("'human.task'");
  }

  @Test
  void aUxNodeOrUxEdgeInASystemFlowIsRefused() {
    assertThat(errors(new GraphBuilder().ux("n").build())).hasSize(1);
    assertThat(errors(new GraphBuilder().step("a").step("b").typedEdge("a", "b", "ux").build()))
        .extracting(GraphProblem::edgeId)
        .containsExactly("e1");
  }

  @Test
  void danglingEdgesAreRefusedAtTheEndThatDangles() {
    assertThat(
            errors(
                new GraphBuilder().step("alpha").edge("alpha", "alpa").edge("x", "alpha").build()))
        .extracting(GraphProblem::edgeId, GraphProblem::field)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("e1", "target"),
            org.assertj.core.groups.Tuple.tuple("e2", "source"));
  }

  @Test
  void aSelfEdgeIsRefused() {
    assertThat(errors(new GraphBuilder().step("a").edge("a", "a").build()))
        .extracting(GraphProblem::edgeId)
        .containsExactly("e1");
  }

  @Test
  void duplicateIdsAreRefused() {
    assertThat(errors(new GraphBuilder().step("a").step("a").build()))
        .extracting(GraphProblem::nodeId, GraphProblem::field)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("a", "id"));
    JsonNode edges =
        json(
            """
            {"nodes": [{"id": "a", "type": "set", "data": {"values": {"x": "1"}}},
                       {"id": "b", "type": "set", "data": {"values": {"x": "1"}}}],
             "edges": [{"id": "e", "source": "a", "target": "b"}, {"id": "e", "source": "a", "target": "b"}]}
            """);
    assertThat(errors(edges)).extracting(GraphProblem::edgeId).containsExactly("e");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "condition | {} | data.expression | “Condition” is missing",
        "condition | {\"expression\": 3} | data.expression | must be text, not a number",
        "condition | {\"expression\": \"1 + 1\"} | data.expression | must be true or false",
        "condition | {\"expression\": \"foo.bar\"} | data.expression | 'foo' is not known",
        "condition | {\"expression\": \"steps.nope.output == 1\"} | data.expression | no step 'nope'",
        "wait | {} | data | at least one of “For”, “Until”, “Only within”",
        "wait | {\"duration\": \"3 days\"} | data.duration | ISO 8601",
        "wait | {\"duration\": \"P1M\"} | data.duration | years or months",
        "wait | {\"duration\": \"-PT1H\"} | data.duration | negative",
        "wait | {\"duration\": \"P99999999D\"} | data.duration | longer than 100 years",
        "wait | {\"until\": \"soon\"} | data.until | 'soon' is not known",
        "wait | {\"until\": \"{{event.at}}\"} | data.until | no variable 'event'",
        "wait | {\"window\": {\"days\": [\"MON\"]}} | data.window.days[0] | MO",
        "wait | {\"window\": {\"from\": \"9 am\"}} | data.window.from | pattern",
        "wait | {\"window\": {\"timezone\": \"Mars/Base\"}} | data.window.timezone | not a time zone",
        "switch | {\"cases\": []} | data.cases | at least 1",
        "switch | {\"cases\": [{\"name\": \"a\"}]} | data.cases[0].expression | “Cases, item 1, Condition” is missing",
        "switch | {\"cases\": [{\"name\": \"a\", \"expression\": \"2\"}]} | data.cases[0].expression | true or false",
        "switch | {\"cases\": [{\"name\": \"a\", \"expression\": \"true\"},{\"name\": \"a\", \"expression\": \"true\"}]} | data | 'a' is named twice",
        "switch | {\"cases\": [{\"name\": \"error\", \"expression\": \"true\"}]} | data | 'error'",
        "human.task | {\"title\": \"{{contct.name}}\"} | data.title | did you mean 'contact'",
        "human.task | {\"title\": \"{{#if}}\"} | data.title | ",
        "human.task | {\"title\": \"x\", \"choices\": \"yes\"} | data.choices | an array",
        "wait.event | {\"event\": \"\"} | data.event | empty",
        "wait.event | {\"event\": \"x\", \"match\": \"event.name\", \"timeout\": \"PT\"} | data.timeout | ISO 8601",
        "set | {\"values\": {\"a\": \"1 +\"}} | data.values.a | expression",
        "set | {\"values\": {}} | data.values | at least 1",
        "set | {\"values\": {\"a\": 1}} | data.values.a | must be text",
        "set | {\"values\": {\"x\": \"1\"}, \"retry\": 3} | data.retry | object",
        "set | {\"values\": {\"x\": \"1\"}, \"retry\": {\"maxAttempts\": 0}} | data.retry.maxAttempts | “Attempts” of “Retry” must be a whole number from 1",
        "set | {\"values\": {\"x\": \"1\"}, \"retry\": {\"maxAttempts\": 1.5}} | data.retry.maxAttempts | whole",
        "set | {\"values\": {\"x\": \"1\"}, \"retry\": {\"initialInterval\": \"x\"}} | data.retry.initialInterval | ISO 8601",
        "set | {\"values\": {\"x\": \"1\"}, \"retry\": {\"backoff\": 0.5}} | data.retry.backoff | from 1",
        "set | {\"values\": {\"x\": \"1\"}, \"timeout\": \"PT0S\"} | data.timeout | longer than zero",
        "set | {\"values\": {\"x\": \"1\"}, \"timeout\": 30} | data.timeout | ISO 8601",
        "set | {\"values\": {\"x\": \"1\"}, \"onError\": \"ignore\"} | data.onError | 'continue'"
      })
  void badConfigIsReportedAtItsFieldWithTheFix(
      String type, String data, String field, String message) {
    assertThat(errors(new GraphBuilder().node("n", type, data).build()))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.nodeId()).isEqualTo("n");
              assertThat(problem.field()).isEqualTo(field);
              assertThat(problem.message())
                  .startsWith("Node 'n'")
                  .contains(message == null ? "" : message);
            });
  }

  @Test
  void aStepSeesOnlyStepsThatRunBeforeIt() {
    GraphBuilder graph =
        new GraphBuilder()
            .step("first")
            .node(
                "second",
                "set",
                "{\"values\": {\"y\": \"steps.first.output.x + steps.aside.output.x\"}}")
            .step("aside")
            .node(
                "third",
                "human.task",
                "{\"title\": \"{{steps.first.output.x}} {{steps.second.output.y}}\"}")
            .edge("first", "second")
            .edge("second", "third");
    assertThat(errors(graph.build()))
        .singleElement()
        .satisfies(problem -> assertThat(problem.nodeId()).isEqualTo("second"))
        .satisfies(problem -> assertThat(problem.message()).contains("'aside'"));
  }

  @Test
  void aBranchThatTheTypeHasNotIsRefused() {
    JsonNode graph =
        new GraphBuilder()
            .node("check", "condition", "{\"expression\": \"true\"}")
            .step("a")
            .edge("check", "a", "maybe")
            .build();
    assertThat(errors(graph))
        .singleElement()
        .satisfies(problem -> assertThat(problem.edgeId()).isEqualTo("e1"))
        .satisfies(problem -> assertThat(problem.message()).contains("'maybe'", "'true', 'false'"));
  }

  @Test
  void misspeltSettingsAreWarnedAbout() {
    JsonNode graph =
        new GraphBuilder()
            .node("n", "wait.event", "{\"event\": \"x\", \"timout\": \"PT1H\", \"notes\": \"\"}")
            .settings("{\"isolaton\": \"inline\"}")
            .build();
    Validation validation = Graphs.validate(FlowKind.SYSTEM, graph);
    assertThat(validation.valid()).isTrue();
    assertThat(validation.warnings())
        .extracting(GraphProblem::message)
        .anyMatch(message -> message.contains("did you mean 'timeout'"))
        .anyMatch(message -> message.contains("did you mean 'isolation'"))
        .hasSize(2);
  }

  @Test
  void anEdgeThatNamesNoBranchOfAStepThatChoosesIsWarnedAbout() {
    JsonNode graph =
        new GraphBuilder()
            .node("decide", "condition", "{\"expression\": \"true\"}")
            .node("ask", "human.task", "{\"title\": \"Ask\", \"choices\": [\"yes\", \"no\"]}")
            .node("told", "human.task", "{\"title\": \"Read this\"}")
            .step("end")
            .edge("decide", "ask")
            .edge("decide", "ask", "true")
            .edge("ask", "told", "default")
            .edge("ask", "told", "yes")
            .edge("told", "end")
            .build();

    Validation validation = Graphs.validate(FlowKind.SYSTEM, graph);

    assertThat(validation.valid()).isTrue();
    assertThat(validation.warnings())
        .extracting(GraphProblem::edgeId, GraphProblem::field)
        .containsExactly(tuple("e1", "sourceHandle"), tuple("e3", "sourceHandle"));
    assertThat(validation.warnings().getFirst().message())
        .contains("whichever branch is", "'true', 'false'");
  }

  @Test
  void errorBranchAndOnErrorThatDoNotFitAreWarnedAbout() {
    JsonNode noEdge =
        new GraphBuilder()
            .node("n", "set", "{\"values\": {\"x\": \"1\"}, \"onError\": \"branch\"}")
            .build();
    assertThat(Graphs.validate(FlowKind.SYSTEM, noEdge).warnings())
        .singleElement()
        .satisfies(problem -> assertThat(problem.nodeId()).isEqualTo("n"))
        .satisfies(problem -> assertThat(problem.message()).contains("“When it fails”"));
    JsonNode noSetting = new GraphBuilder().step("a").step("b").edge("a", "b", "error").build();
    assertThat(Graphs.validate(FlowKind.SYSTEM, noSetting).warnings())
        .extracting(GraphProblem::edgeId)
        .containsExactly("e1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"isolation\": \"none\"}",
        "{\"isolation\": 3}",
        "{\"reentry\": \"yes\"}",
        "{\"steps\": \"both\"}"
      })
  void wrongSettingsAreRefused(String settings) {
    assertThat(errors(new GraphBuilder().step("a").settings(settings).build())).hasSize(1);
  }

  @Test
  void anInlineFlowHasAtMostFiftySteps() {
    GraphBuilder graph = new GraphBuilder().settings("{\"isolation\": \"inline\"}");
    for (int i = 0; i < 50; i++) {
      graph.step("s" + i);
    }
    assertThat(errors(graph.build())).isEmpty();
    assertThat(errors(graph.step("more").build()))
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.message()).contains("50", "51", "a workflow of its own"));
  }

  private static java.util.List<GraphProblem> errors(JsonNode graph) {
    return Graphs.validate(FlowKind.SYSTEM, graph).errors();
  }
}
