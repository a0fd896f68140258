package dev.stitch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.Graphs;
import dev.stitch.json.JsonCodec;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepTypes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of what edges mean, which the console's {@code ways.test.ts} reads too. */
class PassageTest {

  @TestFactory
  Stream<DynamicTest> anEdgeIsTakenAsTheTableSays() throws IOException {
    return table()
        .path("passages")
        .valueStream()
        .map(each -> DynamicTest.dynamicTest(each.path("name").textValue(), () -> holds(each)));
  }

  @Test
  void theTableKnowsTheBranchesOfStepTypes() throws IOException {
    table()
        .path("stepTypes")
        .properties()
        .forEach(
            type ->
                assertThat(texts(type.getValue()))
                    .as(type.getKey())
                    .isEqualTo(
                        StepTypes.find(type.getKey())
                            .orElseThrow()
                            .branches(JsonNodeFactory.instance.objectNode())));
  }

  private static JsonNode table() throws IOException {
    try (InputStream table = PassageTest.class.getResourceAsStream("passages.json")) {
      return JsonCodec.MAPPER.readTree(table);
    }
  }

  private static void holds(JsonNode passages) {
    PathPlan.Step from = plan(passages).step("from").orElseThrow();
    for (JsonNode leaves : passages.path("leaves")) {
      Passage passage = Passage.of(leaves.path("left").textValue());
      assertThat(from.outgoing())
          .filteredOn(edge -> passage.takes(from, edge))
          .extracting(PathPlan.Edge::id)
          .as("left by " + leaves.path("left"))
          .isEqualTo(texts(leaves.path("takes")));
    }
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::textValue).toList();
  }

  private static PathPlan plan(JsonNode passages) {
    ObjectNode graph = JsonNodeFactory.instance.objectNode();
    ObjectNode from = passages.path("node").<ObjectNode>deepCopy().put("id", "from");
    ObjectNode next = graph.objectNode().put("id", "next").put("type", "set");
    next.putObject("data").putObject("values").put("x", "1");
    graph.putArray("nodes").add(from).add(next);
    var edges = graph.putArray("edges");
    passages
        .path("edges")
        .properties()
        .forEach(
            edge ->
                edges
                    .addObject()
                    .put("id", edge.getKey())
                    .put("source", "from")
                    .put("target", "next")
                    .set("sourceHandle", edge.getValue()));
    return Graphs.compilePath(graph);
  }
}
