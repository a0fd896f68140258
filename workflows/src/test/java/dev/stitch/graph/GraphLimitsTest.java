package dev.stitch.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.FlowKind;
import dev.stitch.plan.PathPlan;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GraphLimitsTest {

  @Test
  void twoThousandNodesInOneLineAreCheckedFast() {
    for (int i = 0; i < 5; i++) {
      Graphs.validate(FlowKind.SYSTEM, chain(2_000, "input.warm" + i));
    }
    ObjectNode graph = chain(2_000, "input.x");
    long start = System.nanoTime();
    Validation validation = Graphs.validate(FlowKind.SYSTEM, graph);
    long checked = System.nanoTime();
    PathPlan plan = Graphs.compilePath(graph);
    long compiled = System.nanoTime();

    System.out.printf(
        "2,000 nodes: checked in %d ms, compiled in %d ms%n",
        Duration.ofNanos(checked - start).toMillis(),
        Duration.ofNanos(compiled - checked).toMillis());
    assertThat(validation.errors()).isEmpty();
    assertThat(plan.steps()).hasSize(2_000);
    assertThat(plan.steps().getLast().id()).isEqualTo("n1999");
  }

  @Test
  void aLongCycleIsFoundWithoutRecursion() {
    ObjectNode graph = chain(2_000);
    graph
        .withArray("edges")
        .addObject()
        .put("id", "back")
        .put("source", "n1999")
        .put("target", "n0");
    assertThat(Graphs.validate(FlowKind.SYSTEM, graph).errors())
        .anyMatch(problem -> problem.message().contains("cycle"));
  }

  @Test
  void aLongSpineIsWalkedWithoutRecursion() {
    GraphBuilder graph = new GraphBuilder();
    for (int i = 0; i < 2_000; i++) {
      graph.ux("n" + i);
    }
    for (int i = 1; i < 2_000; i++) {
      graph.edge("n" + (i - 1), "n" + i);
    }
    assertThat(Graphs.validate(FlowKind.BMC, graph.build()).uxSpine()).hasSize(2_000);
  }

  @Test
  void moreThanTwoThousandNodesAreRefused() {
    assertThat(Graphs.validate(FlowKind.SYSTEM, chain(2_001)).errors())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("2,001", "2,000"));
  }

  @Test
  void moreThanTenThousandEdgesAreRefused() {
    GraphBuilder graph = new GraphBuilder().step("a").step("b");
    for (int i = 0; i <= 10_000; i++) {
      graph.edge("a", "b");
    }
    assertThat(Graphs.validate(FlowKind.SYSTEM, graph.build()).valid()).isFalse();
  }

  @Test
  void moreThanAMebibyteIsRefused() {
    ObjectNode graph = chain(1);
    graph.put("notes", "x".repeat(1 << 20));
    for (FlowKind kind : FlowKind.values()) {
      assertThat(Graphs.validate(kind, graph).errors())
          .singleElement()
          .satisfies(problem -> assertThat(problem.message()).contains("1 MiB"));
    }
    assertThatThrownBy(() -> Graphs.compilePath(graph)).isInstanceOf(InvalidGraphException.class);
  }

  @Test
  void deepNestingIsRefusedWithoutOverflow() {
    JsonNode deep = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < 200_000; i++) {
      deep =
          i % 2 == 0
              ? JsonNodeFactory.instance.arrayNode().add(deep)
              : JsonNodeFactory.instance.objectNode().set("a", deep);
    }
    ObjectNode graph = chain(1);
    graph.set("notes", deep);
    for (FlowKind kind : FlowKind.values()) {
      assertThat(Graphs.validate(kind, graph).errors())
          .singleElement()
          .satisfies(problem -> assertThat(problem.message()).contains("64 levels"));
    }
    assertThat(Graphs.hash(graph)).hasSize(64);
    assertThatThrownBy(() -> Graphs.compilePath(graph)).isInstanceOf(InvalidGraphException.class);
  }

  @Test
  void charactersThatCannotBeStoredAreRefused() {
    for (String text : new String[] {"a\u0000b", "a\ud800b", "\udc00"}) {
      ObjectNode graph = chain(1);
      graph.put("notes", text);
      assertThat(Graphs.validate(FlowKind.SYSTEM, graph).errors())
          .singleElement()
          .satisfies(problem -> assertThat(problem.message()).contains("U+"));
    }
    ObjectNode graph = chain(1);
    graph.put("notes", "😀");
    assertThat(Graphs.validate(FlowKind.SYSTEM, graph).valid()).isTrue();
  }

  @Test
  void longAndControlCharacterIdsAreRefused() {
    assertThat(
            Graphs.validate(FlowKind.SYSTEM, new GraphBuilder().step("x".repeat(129)).build())
                .valid())
        .isFalse();
    assertThat(Graphs.validate(FlowKind.SYSTEM, new GraphBuilder().step("a\nb").build()).valid())
        .isFalse();
  }

  @Test
  void aHopelessGraphIsReportedInAReadableNumberOfProblems() {
    GraphBuilder graph = new GraphBuilder();
    for (int i = 0; i < 1_000; i++) {
      graph.node("n" + i, "nope", "{}");
    }
    assertThat(Graphs.validate(FlowKind.SYSTEM, graph.build()).errors())
        .hasSize(Problems.MAX + 1)
        .last()
        .satisfies(problem -> assertThat(problem.message()).contains("800 more"));
  }

  private static ObjectNode chain(int nodes) {
    return chain(nodes, "input.x");
  }

  private static ObjectNode chain(int nodes, String first) {
    GraphBuilder graph = new GraphBuilder();
    for (int i = 0; i < nodes; i++) {
      String previous = i == 0 ? first : "steps.n" + (i - 1) + ".output.x";
      switch (i % 3) {
        case 0 ->
            graph.node("n" + i, "set", "{\"values\": {\"x\": \"" + previous + " + " + i + "\"}}");
        case 1 ->
            graph.node(
                "n" + i, "human.task", "{\"title\": \"{{" + previous + "}} and " + i + "\"}");
        default -> graph.node("n" + i, "wait", "{\"duration\": \"PT" + i + "S\"}");
      }
    }
    for (int i = 1; i < nodes; i++) {
      graph.edge("n" + (i - 1), "n" + i);
    }
    return graph.build();
  }
}
