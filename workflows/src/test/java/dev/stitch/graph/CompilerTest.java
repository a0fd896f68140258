package dev.stitch.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.TaskQueues;
import dev.stitch.plan.Isolation;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.JourneyPlan.Advance;
import dev.stitch.plan.Locality;
import dev.stitch.plan.OnError;
import dev.stitch.plan.PathPlan;
import dev.stitch.plan.PlanSource;
import dev.stitch.plan.Retry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CompilerTest {

  @Test
  void aPathKeepsItsStepsInTopologicalOrderWithWhatTheirTypesSay() {
    JsonNode graph =
        new GraphBuilder()
            .node(
                "last",
                "wait.event",
                "{\"event\": \"x\", \"timeout\": \"P3D\", \"onError\": \"continue\"}")
            .node(
                "first",
                "condition",
                "{\"expression\": \"true\", \"timeout\": \"PT5S\", \"retry\": {\"maxAttempts\": 2}}")
            .edge("first", "last", "true")
            .build();
    PathPlan plan = Graphs.compilePath(graph);

    assertThat(plan.hash()).isEqualTo(Graphs.hash(graph)).matches("[0-9a-f]{64}");
    assertThat(plan.isolation()).isEqualTo(Isolation.CHILD);
    assertThat(plan.steps()).extracting(PathPlan.Step::id).containsExactly("first", "last");
    PathPlan.Step first = plan.step("first").orElseThrow();
    assertThat(first.outgoing()).containsExactly(new PathPlan.Edge("e1", 0, 1, "true"));
    assertThat(first.locality()).isEqualTo(Locality.LOCAL);
    assertThat(first.taskQueue()).isEqualTo(TaskQueues.JOURNEYS);
    assertThat(first.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(first.retry()).isEqualTo(new Retry(2, Duration.ofSeconds(1), 2.0));
    assertThat(first.onError()).isEqualTo(OnError.FAIL);
    PathPlan.Step last = plan.step("last").orElseThrow();
    assertThat(last.timeout()).as("its own timeout is how long it waits").isNull();
    assertThat(last.onError()).isEqualTo(OnError.CONTINUE);
    assertThat(last.retry()).isEqualTo(Retry.DEFAULT);
  }

  @Test
  void settingsMakeAPathInlineAndItsStepsRemote() {
    PathPlan plan =
        Graphs.compilePath(
            new GraphBuilder()
                .step("a")
                .settings("{\"isolation\": \"inline\", \"steps\": \"remote\"}")
                .build());
    assertThat(plan.isolation()).isEqualTo(Isolation.INLINE);
    assertThat(plan.steps().getFirst().locality()).isEqualTo(Locality.REMOTE);
  }

  @Test
  void theDefaultHandleIsTheOrdinaryWayOutExceptOfASwitch() {
    PathPlan plan =
        Graphs.compilePath(
            new GraphBuilder()
                .step("a")
                .node("s", "switch", "{\"cases\": [{\"name\": \"x\", \"expression\": \"true\"}]}")
                .step("b")
                .edge("a", "s", "default")
                .edge("s", "b", "default")
                .edge("s", "b", "")
                .build());
    assertThat(plan.step("a").orElseThrow().outgoing().getFirst().branch()).isNull();
    assertThat(plan.step("s").orElseThrow().outgoing())
        .extracting(PathPlan.Edge::branch)
        .containsExactly("default", null);
  }

  @Test
  void aJourneyKeepsItsSpineAndNothingElse() {
    JsonNode graph =
        new GraphBuilder()
            .ux(
                "talk",
                "{\"advance\": \"on_event\", \"event\": \"reply\", \"deadline\": \"P2W\", \"goal\": \"true\", \"exitWhen\": \"false\", \"humanApproval\": true}")
            .ux("hello", "{\"advance\": \"auto\"}")
            .ux("won")
            .ux("lost")
            .node("mail", "email.send", "{}")
            .edge("hello", "talk")
            .edge("talk", "lost", null, "{\"default\": true, \"priority\": 0}")
            .edge("talk", "won", null, "{\"condition\": \"event.ok\", \"priority\": 2}")
            .edge("talk", "hello", null, "{\"condition\": \"event.again\", \"priority\": 1}")
            .edge("talk", "lost", "timeout")
            .edge("hello", "mail")
            .settings("{\"reentry\": true}")
            .build();
    JourneyPlan plan = Graphs.compileJourney(graph);

    assertThat(plan.stages())
        .extracting(JourneyPlan.Stage::id)
        .containsExactly("talk", "hello", "won", "lost");
    assertThat(plan.start()).isEqualTo("talk");
    assertThat(plan.reentry()).isTrue();
    JourneyPlan.Stage talk = plan.stage("talk").orElseThrow();
    assertThat(talk.advance()).isEqualTo(Advance.ON_EVENT);
    assertThat(talk.event()).isEqualTo("reply");
    assertThat(talk.deadline()).isEqualTo(Duration.ofDays(14));
    assertThat(talk.goal()).isEqualTo("true");
    assertThat(talk.exitWhen()).isEqualTo("false");
    assertThat(talk.humanApproval()).isTrue();
    assertThat(talk.edges())
        .as("by priority, the default last")
        .extracting(JourneyPlan.UxEdge::target)
        .containsExactly("hello", "won", "lost");
    assertThat(talk.edges().getLast().isDefault()).isTrue();
    assertThat(talk.timeoutEdge().target()).isEqualTo("lost");
    assertThat(plan.stage("won").orElseThrow().last()).isTrue();
    assertThat(plan.stage("mail")).isEmpty();
  }

  @Test
  void theStartIsTheMarkedNodeElseOneThatNothingLeadsToElseTheFirst() {
    assertThat(start(new GraphBuilder().ux("a").ux("b", "{\"start\": true}").edge("a", "b")))
        .isEqualTo("b");
    assertThat(start(new GraphBuilder().ux("a").ux("b").edge("b", "a"))).isEqualTo("b");
    assertThat(start(new GraphBuilder().ux("a").ux("b").edge("a", "b").edge("b", "a")))
        .isEqualTo("a");
  }

  @Test
  void theDefaultEdgeIsTriedLastWhateverItsPriority() {
    JourneyPlan plan =
        Graphs.compileJourney(
            new GraphBuilder()
                .ux("a")
                .ux("b")
                .ux("c")
                .edge("a", "b", null, "{\"priority\": 1}")
                .edge("a", "c", null, "{\"condition\": \"true\", \"priority\": 2}")
                .build());
    assertThat(plan.stage("a").orElseThrow().edges())
        .containsExactly(
            new JourneyPlan.UxEdge("e2", "c", "true", false),
            new JourneyPlan.UxEdge("e1", "b", null, true));
  }

  @Test
  void whatCannotBeCompiledIsRefusedWithItsProblems() {
    JsonNode cyclic = new GraphBuilder().step("a").step("b").edge("a", "b").edge("b", "a").build();
    assertThatThrownBy(() -> Graphs.compilePath(cyclic))
        .isInstanceOfSatisfying(
            InvalidGraphException.class, e -> assertThat(e.problems()).hasSize(1))
        .hasMessageContaining("a → b → a");
    assertThatThrownBy(() -> Graphs.compilePath(null)).isInstanceOf(InvalidGraphException.class);
    assertThatThrownBy(() -> Graphs.compileJourney(new GraphBuilder().step("a").build()))
        .isInstanceOf(InvalidGraphException.class);
  }

  @Test
  void plansAreReadAndCompiledOnce() {
    JsonNode graph = new GraphBuilder().step("a").build();
    AtomicInteger reads = new AtomicInteger();
    Plans plans =
        new Plans(
            hash -> {
              reads.incrementAndGet();
              return graph;
            });
    PathPlan first = plans.path(Graphs.hash(graph));
    assertThat(plans.path(Graphs.hash(graph))).isSameAs(first);
    assertThat(reads).hasValue(1);
  }

  @Test
  void thePlanThatWasKeptFirstIsTheGraphsForGood() {
    JsonNode graph = new GraphBuilder().step("a").build();
    String hash = Graphs.hash(graph);
    JsonNode[] kept = new JsonNode[1];
    PlanSource source =
        PlanSource.of(
            any -> Optional.of(graph),
            any -> Optional.ofNullable(kept[0]),
            (any, compiler, plan) -> kept[0] = kept[0] == null ? plan : kept[0]);

    PathPlan compiled = new Plans(source).path(hash);
    assertThat(kept[0]).as("kept when it was made").isNotNull();
    assertThat(new Plans(source).path(hash)).isEqualTo(compiled);

    PathPlan.Step other = compiled.steps().getFirst();
    ((ObjectNode) kept[0].at("/steps/0")).put("taskQueue", "made-by-an-earlier-compiler");
    assertThat(new Plans(source).path(hash).step(other.id()).orElseThrow().taskQueue())
        .isEqualTo("made-by-an-earlier-compiler");
  }

  @Test
  void aFailedReadIsTriedAgain() {
    AtomicInteger reads = new AtomicInteger();
    Plans plans =
        new Plans(
            hash -> {
              if (reads.incrementAndGet() == 1) {
                throw new IllegalStateException("database away");
              }
              return new GraphBuilder().ux("a").build();
            });
    assertThatThrownBy(() -> plans.journey("h")).hasMessage("database away");
    assertThat(plans.journey("h").start()).isEqualTo("a");
  }

  @Test
  void thePlansUsedLongestAgoAreForgotten() {
    AtomicInteger reads = new AtomicInteger();
    Plans plans =
        new Plans(
            hash -> {
              reads.incrementAndGet();
              return new GraphBuilder().ux(hash).build();
            });
    for (int i = 0; i <= Plans.CAPACITY; i++) {
      plans.journey("h" + i);
    }
    plans.journey("h" + Plans.CAPACITY);
    assertThat(reads).hasValue(Plans.CAPACITY + 1);
    plans.journey("h0");
    assertThat(reads).hasValue(Plans.CAPACITY + 2);
  }

  private static String start(GraphBuilder graph) {
    return Graphs.compileJourney(graph.build()).start();
  }
}
