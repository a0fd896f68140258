package dev.stitch.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FlowKind;
import dev.stitch.plan.OnError;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.PinnedStep;
import dev.stitch.step.StepTypes;
import org.junit.jupiter.api.Test;

class TestGraphsTest {

  private static JsonNode graph() {
    return new GraphBuilder()
        .node("fit", "condition", "{\"expression\": \"true\"}")
        .step("kept")
        .step("last")
        .step("aside")
        .edge("fit", "kept", "true")
        .edge("kept", "last")
        .edge("fit", "aside", "false")
        .settings("{\"isolation\": \"inline\"}")
        .build();
  }

  private static JsonNode pinned(String nodeId, String pin) throws Exception {
    JsonNode graph = graph();
    for (JsonNode node : graph.path("nodes")) {
      if (node.path("id").asText().equals(nodeId)) {
        ((ObjectNode) node).set("pin", JsonCodec.MAPPER.readTree(pin));
      }
    }
    return graph;
  }

  @Test
  void aGraphWithoutItsPinsIsTheGraphThatNeverHadAny() throws Exception {
    JsonNode draft = pinned("kept", "{\"output\": 1}");

    assertThat(Graphs.hash(TestGraphs.unpinned(draft))).isEqualTo(Graphs.hash(graph()));
    assertThat(draft.at("/nodes/1/pin/output").intValue()).as("the draft is as it was").isOne();
  }

  @Test
  void aPinnedStepGivesItsOutputByItsBranchAndAllElseIsAsDrawn() throws Exception {
    JsonNode draft = pinned("fit", "{\"output\": {\"result\": false}, \"branch\": \"false\"}");

    PathPlan plan = Graphs.compilePath(TestGraphs.pinned(draft));

    PathPlan.Step fit = plan.step("fit").orElseThrow();
    assertThat(fit.type()).isEqualTo(PinnedStep.TYPE);
    assertThat(fit.config().at("/output/result").booleanValue()).isFalse();
    assertThat(fit.config().path("branch").textValue()).isEqualTo("false");
    assertThat(fit.outgoing()).extracting(PathPlan.Edge::branch).containsExactly("true", "false");
    assertThat(plan.step("kept").orElseThrow().type()).isEqualTo("set");
    assertThat(TestGraphs.faults(draft)).isEmpty();
  }

  @Test
  void aPinThatItsStepCouldNotHaveComeToIsToldOf() throws Exception {
    assertThat(TestGraphs.faults(pinned("fit", "{\"output\": 1}")))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.nodeId()).isEqualTo("fit");
              assertThat(fault.message()).contains("'true', 'false'");
            });
    assertThat(TestGraphs.faults(pinned("fit", "{\"branch\": \"perhaps\"}"))).hasSize(1);
    assertThat(TestGraphs.faults(pinned("fit", "{\"branch\": 3}"))).hasSize(1);
    assertThat(TestGraphs.faults(pinned("kept", "[1]"))).hasSize(1);
    assertThat(TestGraphs.faults(pinned("kept", "null"))).isEmpty();
    assertThat(TestGraphs.faults(pinned("kept", "{\"branch\": \"error\"}"))).isEmpty();
  }

  @Test
  void aStepAloneStandsBehindWhatItCanSeeAndNothingFollowsIt() throws Exception {
    JsonNode draft = pinned("kept", "{\"output\": {\"x\": 7}}");
    JsonNode whole = TestGraphs.unpinned(draft);

    PathPlan plan =
        Graphs.compilePath(TestGraphs.alone(whole, TestGraphs.pinned(draft), "last").orElseThrow());

    assertThat(plan.steps()).extracting(PathPlan.Step::id).containsExactly("fit", "kept", "last");
    assertThat(plan.steps())
        .extracting(PathPlan.Step::type)
        .containsExactly(PinnedStep.TYPE, PinnedStep.TYPE, "set");
    assertThat(TestGraphs.gives(plan.step("kept").orElseThrow().config())).isTrue();
    assertThat(TestGraphs.gives(plan.step("fit").orElseThrow().config())).isFalse();
    assertThat(plan.step("last").orElseThrow().incoming())
        .extracting(PathPlan.Edge::branch)
        .containsOnlyNulls();
    assertThat(TestGraphs.alone(whole, whole, "nowhere")).isEmpty();
  }

  @Test
  void aStepAloneIsCarriedOutThoughItIsPinned() throws Exception {
    JsonNode draft = pinned("kept", "{\"output\": {\"x\": 7}}");

    JsonNode alone =
        TestGraphs.alone(TestGraphs.unpinned(draft), TestGraphs.pinned(draft), "kept")
            .orElseThrow();

    assertThat(Graphs.compilePath(alone).step("kept").orElseThrow().type()).isEqualTo("set");
  }

  @Test
  void aStepAloneDoesNotMindWhatIsWrongWithOthers() {
    JsonNode draft =
        new GraphBuilder()
            .node("before", "nonsense", "{\"cases\": 3}")
            .node("before", "switch", "{\"cases\": 3}")
            .node("tried", "set", "{\"values\": {\"x\": \"1\"}, \"onError\": \"continue\"}")
            .step("last")
            .node("after", "wait", "{}")
            .edge("before", "last")
            .edge("tried", "last")
            .edge("last", "after")
            .build();
    ((ObjectNode) draft.at("/nodes/0")).put("label", 3).put("position", "nowhere");

    PathPlan plan = Graphs.compilePath(TestGraphs.alone(draft, draft, "last").orElseThrow());

    assertThat(plan.steps())
        .extracting(PathPlan.Step::id)
        .containsExactly("before", "tried", "last");
    assertThat(plan.step("tried").orElseThrow().onError()).isEqualTo(OnError.CONTINUE);
  }

  @Test
  void nobodyDrawsAStandIn() {
    JsonNode drawn = new GraphBuilder().node("a", PinnedStep.TYPE, "{}").build();

    assertThat(Graphs.validate(FlowKind.SYSTEM, drawn).errors())
        .singleElement()
        .satisfies(error -> assertThat(error.message()).contains("no step type 'pinned'"));
    assertThat(StepTypes.all()).noneMatch(type -> type.id().equals(PinnedStep.TYPE));
  }
}
