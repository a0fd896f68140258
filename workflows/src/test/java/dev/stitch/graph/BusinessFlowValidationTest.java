package dev.stitch.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FlowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessFlowValidationTest {

  private static Validation validate(GraphBuilder graph) {
    return Graphs.validate(FlowKind.BMC, graph.build());
  }

  @Test
  void theSpineIsBreadthFirstFromTheStartAlongUxEdgesOnly() {
    Validation validation =
        validate(
            new GraphBuilder()
                .ux("won")
                .ux("lost")
                .ux("talk")
                .ux("hello")
                .node("mail", "email.send", "{}")
                .edge("hello", "talk")
                .edge("talk", "won", null, "{\"condition\": \"entity.metadata.answer == 'yes'\"}")
                .edge("talk", "lost", null, "{\"default\": true}")
                .edge("hello", "mail")
                .typedEdge("mail", "talk", "system"));
    assertThat(validation.errors()).isEmpty();
    assertThat(validation.warnings()).isEmpty();
    assertThat(validation.uxSpine()).containsExactly("hello", "talk", "won", "lost");
  }

  @Test
  void systemNodesAreCheckedForTheirIdsOnly() {
    assertThat(
            validate(new GraphBuilder().ux("a").node("x", "anything", "{\"expression\": 3}"))
                .errors())
        .isEmpty();
  }

  @Test
  void aFlowWithoutUxNodesIsRefused() {
    assertThat(validate(new GraphBuilder().step("a")).errors()).hasSize(1);
  }

  @Test
  void aUxEdgeThatTouchesANonUxNodeIsRefused() {
    assertThat(validate(new GraphBuilder().ux("a").step("s").typedEdge("a", "s", "ux")).errors())
        .singleElement()
        .satisfies(problem -> assertThat(problem.edgeId()).isEqualTo("e1"))
        .satisfies(problem -> assertThat(problem.message()).contains("'s'"));
  }

  @Test
  void cyclesOfTheSpineAreAllowed() {
    Validation validation =
        validate(new GraphBuilder().ux("a").ux("b").edge("a", "b").edge("b", "a"));
    assertThat(validation.errors()).isEmpty();
    assertThat(validation.warnings()).isEmpty();
    assertThat(validation.uxSpine()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"advance\": \"automatic\"} | data.advance | 'auto'",
        "{\"advance\": 3} | data.advance | must be",
        "{\"advance\": \"on_event\"} | data.event | “Name of the event” must name the event",
        "{\"deadline\": \"P1Y\"} | data.deadline | years or months",
        "{\"deadline\": \"PT0S\"} | data.deadline | “Longest stay” must be longer than zero",
        "{\"deadline\": 3} | data.deadline | must be text",
        "{\"goal\": \"1\"} | data.goal | true or false",
        "{\"exitWhen\": \"cntact.x\"} | data.exitWhen | did you mean 'contact'",
        "{\"humanApproval\": \"yes\"} | data.humanApproval | true or false",
        "{\"start\": 1} | data.start | true or false"
      })
  void badUxNodeDataIsReportedAtItsField(String data, String field, String message) {
    assertThat(validate(new GraphBuilder().ux("n", data)).errors())
        .singleElement()
        .satisfies(problem -> assertThat(problem.nodeId()).isEqualTo("n"))
        .satisfies(problem -> assertThat(problem.field()).isEqualTo(field))
        .satisfies(problem -> assertThat(problem.message()).contains(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"condition\": 3} | data.condition",
        "{\"condition\": \"1 +\"} | data.condition",
        "{\"condition\": \"contact.name + 'x'\"} | data.condition",
        "{\"default\": \"true\"} | data.default",
        "{\"priority\": \"high\"} | data.priority"
      })
  void badUxEdgeDataIsReportedAtItsField(String data, String field) {
    assertThat(validate(new GraphBuilder().ux("a").ux("b").edge("a", "b", null, data)).errors())
        .singleElement()
        .satisfies(problem -> assertThat(problem.edgeId()).isEqualTo("e1"))
        .satisfies(problem -> assertThat(problem.field()).isEqualTo(field));
  }

  @Test
  void whatStagesAndTheirEdgesCannotSeeIsWarnedAboutAtTheField() {
    Validation validation =
        validate(
            new GraphBuilder()
                .ux("a", "{\"goal\": \"contact.nme == 'x'\", \"exitWhen\": \"steps.b.output\"}")
                .ux("b", "{\"exitWhen\": \"event.name == 'left'\"}")
                .ux("c")
                .edge("a", "b", null, "{\"condition\": \"input.nope == 1\"}")
                .edge("a", "c", null, "{\"default\": true}"));
    assertThat(validation.errors()).isEmpty();
    assertThat(validation.warnings())
        .containsExactly(
            new GraphProblem(
                "a",
                null,
                "data.goal",
                "Node 'a': contact.nme: 'contact' has no 'nme'; did you mean 'name'?"),
            new GraphProblem(
                "a",
                null,
                "data.exitWhen",
                "Node 'a': steps.b: 'steps' is empty here; use contact or entity"),
            new GraphProblem(
                null,
                "e1",
                "data.condition",
                "Edge 'e1' (a → b): input.nope: 'input' is empty here; use contact or entity"));
  }

  @Test
  void severalDefaultsAreWarnedAboutAtTheirNode() {
    assertWarnedAt("a", fork("{\"default\": true}", "{\"default\": true}"));
  }

  @Test
  void severalUnconditionalEdgesAreWarnedAboutAtTheirNode() {
    assertWarnedAt("a", fork("{}", "{}"));
  }

  @Test
  void edgesOfWhichNoneMayMatchAreWarnedAboutAtTheirNode() {
    assertWarnedAt("a", fork("{\"condition\": \"false\"}", "{\"condition\": \"false\"}"));
  }

  @Test
  void oneConditionAndOneEdgeWithoutIsSound() {
    assertThat(validate(fork("{\"condition\": \"has(contact.attributes.x)\"}", "{}")).warnings())
        .isEmpty();
  }

  @Test
  void aTimeoutEdgeNeedsADeadline() {
    assertWarnedAt("a", new GraphBuilder().ux("a").ux("b").edge("a", "b", "timeout"));
    assertThat(
            validate(
                    new GraphBuilder()
                        .ux("a", "{\"deadline\": \"P3D\"}")
                        .ux("b")
                        .edge("a", "b", "timeout"))
                .warnings())
        .isEmpty();
  }

  @Test
  void unreachableUxNodesAreWarnedAbout() {
    Validation validation =
        validate(
            new GraphBuilder().ux("a", "{\"start\": true}").ux("b").ux("alone").edge("a", "b"));
    assertThat(validation.warnings()).extracting(GraphProblem::nodeId).containsExactly("alone");
    assertThat(validation.uxSpine()).containsExactly("a", "b");
  }

  @Test
  void severalStartsAreWarnedAbout() {
    assertThat(
            validate(new GraphBuilder().ux("a").ux("b").ux("c").edge("a", "c").edge("b", "c"))
                .warnings())
        .anyMatch(
            problem -> problem.nodeId().equals("a") && problem.message().contains("“a”, “b”"));
  }

  @Test
  void stagesAreCalledByTheirLabels() {
    JsonNode graph =
        GraphBuilder.json(
            """
            {"nodes": [{"id": "n1", "type": "ux", "label": "Signed up"},
                       {"id": "n2", "type": "ux", "label": "Won back"}],
             "edges": []}
            """);
    assertThat(Graphs.validate(FlowKind.BMC, graph).warnings())
        .extracting(GraphProblem::message)
        .anyMatch(message -> message.contains("“Signed up”, “Won back”"))
        .anyMatch(message -> message.contains("no way leads here from “Signed up”"))
        .noneMatch(message -> message.contains("from 'n1'"));
  }

  private static GraphBuilder fork(String first, String second) {
    return new GraphBuilder()
        .ux("a")
        .ux("b")
        .ux("c")
        .edge("a", "b", null, first)
        .edge("a", "c", null, second);
  }

  private static void assertWarnedAt(String nodeId, GraphBuilder graph) {
    Validation validation = validate(graph);
    assertThat(validation.errors()).isEmpty();
    assertThat(validation.warnings()).extracting(GraphProblem::nodeId).containsExactly(nodeId);
  }

  @Test
  void dangingAndDuplicateEdgesAreRefusedHereToo() {
    JsonNode graph =
        GraphBuilder.json(
            """
            {"nodes": [{"id": "a", "type": "ux"}, {"id": "a", "type": "ux"}],
             "edges": [{"id": "e", "source": "a", "target": "gone"}]}
            """);
    assertThat(Graphs.validate(FlowKind.BMC, graph).errors()).hasSize(2);
  }
}
