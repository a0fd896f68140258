package dev.stitch.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FlowKind;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Holds for any graph; a failure names the seed that draws the graph again. */
class GraphPropertiesTest {

  private static void forSeeds(int count, BiConsumer<RandomGraphs, Random> property) {
    long first = Long.getLong("stitch.seed", System.nanoTime());
    System.out.println("first seed " + first + ", " + count + " seeds");
    for (long seed = first; seed < first + count; seed++) {
      try {
        property.accept(new RandomGraphs(seed), new Random(seed));
      } catch (Throwable failure) {
        throw new AssertionError("-Dstitch.seed=" + seed + " draws it again", failure);
      }
    }
  }

  @Test
  void noJsonMakesValidationOrCompilationFailInAnUnexpectedWay() {
    forSeeds(
        3_000,
        (graphs, random) -> {
          refusedOrCompiled(graphs.json(6));
          ObjectNode graph =
              random.nextBoolean()
                  ? graphs.systemFlow(1 + random.nextInt(6))
                  : graphs.businessFlow(1 + random.nextInt(6));
          for (int i = random.nextInt(4); i >= 0; i--) {
            graphs.damage(graph);
          }
          refusedOrCompiled(graph);
        });
  }

  /** Whatever is valid compiles; whatever does not compile says why. */
  private static void refusedOrCompiled(JsonNode graph) {
    assertThat(Graphs.hash(graph)).hasSize(64);
    boolean soundPath = Graphs.validate(FlowKind.SYSTEM, graph).valid();
    boolean soundJourney = Graphs.validate(FlowKind.BMC, graph).valid();
    try {
      Graphs.compilePath(graph);
    } catch (InvalidGraphException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(soundPath).isFalse();
    }
    try {
      Graphs.compileJourney(graph);
    } catch (InvalidGraphException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(soundJourney).isFalse();
    }
  }

  @Test
  void aPlanIsTopologicalAndLosesNothing() {
    forSeeds(
        300,
        (graphs, random) -> {
          ObjectNode graph = graphs.systemFlow(1 + random.nextInt(60));
          assertThat(Graphs.validate(FlowKind.SYSTEM, graph).errors()).isEmpty();
          PathPlan plan = Graphs.compilePath(graph);
          Set<String> edges = new HashSet<>();
          for (PathPlan.Step step : plan.steps()) {
            assertThat(plan.steps().get(step.index())).isSameAs(step);
            assertThat(plan.step(step.id())).containsSame(step);
            for (PathPlan.Edge edge : step.outgoing()) {
              assertThat(edge.source()).isEqualTo(step.index()).isLessThan(edge.target());
              assertThat(plan.steps().get(edge.target()).incoming()).contains(edge);
              edges.add(edge.id());
            }
          }
          assertThat(plan.steps()).hasSize(graph.get("nodes").size());
          assertThat(edges).hasSize(graph.get("edges").size());
        });
  }

  @Test
  void aCycleIsAlwaysFoundAndIsOne() {
    forSeeds(
        300,
        (graphs, random) -> {
          int nodes = 2 + random.nextInt(30);
          ObjectNode graph = graphs.systemFlow(nodes);
          int back = 1 + random.nextInt(nodes - 1);
          ObjectNode forward = graph.withArray("edges").addObject().put("id", "forward");
          forward.put("source", "n0").put("target", "n" + back);
          ObjectNode backward = graph.withArray("edges").addObject().put("id", "backward");
          backward.put("source", "n" + back).put("target", "n0");
          assertThat(Graphs.validate(FlowKind.SYSTEM, graph).errors())
              .singleElement()
              .satisfies(problem -> assertThat(problem.message()).contains("cycle", "→"));
        });
  }

  @Test
  void theHashKnowsNeitherKeyOrderNorSpelling() {
    forSeeds(
        300,
        (graphs, random) -> {
          ObjectNode graph = graphs.businessFlow(1 + random.nextInt(10));
          String hash = Graphs.hash(graph);
          assertThat(Graphs.hash(graphs.shuffled(graph))).isEqualTo(hash);
          assertThat(Graphs.hash(again(graph.toPrettyString()))).isEqualTo(hash);
          graph.put("more", random.nextInt());
          assertThat(Graphs.hash(graph)).isNotEqualTo(hash);
        });
    assertThat(Graphs.hash(again("[3, 100, 0.5, 0]")))
        .isEqualTo(Graphs.hash(again("[3.0, 1e2, 5.0e-1, -0.0]")));
    assertThat(Graphs.hash(again("[3]"))).isNotEqualTo(Graphs.hash(again("[\"3\"]")));
  }

  @Test
  void theSpineNeverContainsASystemEdgeOrNode() {
    forSeeds(
        300,
        (graphs, random) -> {
          ObjectNode graph = graphs.businessFlow(1 + random.nextInt(20));
          Validation validation = Graphs.validate(FlowKind.BMC, graph);
          assertThat(validation.errors()).isEmpty();
          Set<String> stages = new HashSet<>();
          graph
              .get("nodes")
              .forEach(
                  node -> {
                    if (node.get("type").asText().equals("ux")) {
                      stages.add(node.get("id").asText());
                    }
                  });
          Set<String> systemEdges = new HashSet<>();
          graph
              .get("edges")
              .forEach(
                  edge -> {
                    if (edge.path("type").asText().equals("system")) {
                      systemEdges.add(edge.get("id").asText());
                    }
                  });
          JourneyPlan plan = Graphs.compileJourney(graph);
          assertThat(plan.byId().keySet()).isEqualTo(stages);
          assertThat(stages).contains(plan.start()).containsAll(validation.uxSpine());
          for (JourneyPlan.Stage stage : plan.stages()) {
            for (JourneyPlan.UxEdge edge : stage.edges()) {
              assertThat(stages).contains(edge.target());
              assertThat(systemEdges).doesNotContain(edge.id());
            }
            if (stage.timeoutEdge() != null) {
              assertThat(stages).contains(stage.timeoutEdge().target());
              assertThat(systemEdges).doesNotContain(stage.timeoutEdge().id());
            }
          }
        });
  }

  private static JsonNode again(String text) {
    try {
      return JsonCodec.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
