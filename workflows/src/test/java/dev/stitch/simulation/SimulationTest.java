package dev.stitch.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.GraphBuilder;
import dev.stitch.model.EntityStatus;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepFailure;
import dev.stitch.step.StepOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {

  private static final Duration LONG = Duration.ofDays(90);
  private static final String REPLIED = "PT48H MOVED customer";

  @ParameterizedTest
  @ValueSource(strings = {"inline", "child"})
  void aJourneyGoesThroughItsStagesInVirtualTime(String isolation) {
    SimulatedWorld world =
        SimulatedWorld.of(spine("lead", "customer"))
            .maps(
                "lead",
                "nurture",
                new GraphBuilder()
                    .settings("{\"isolation\": \"" + isolation + "\"}")
                    .node("pause", "wait", "{\"duration\": \"P3D\"}")
                    .step("mark")
                    .edge("pause", "mark")
                    .build());

    Timeline timeline = world.run(1, Assumptions.NONE, LONG);

    assertThat(inWords(timeline))
        .containsExactly(
            "PT0S MOVED lead",
            "PT0S WAIT pause until 2026-03-05T09:00:00Z",
            "PT72H STEP pause completed",
            "PT72H STEP mark completed",
            "PT72H MOVED customer",
            "PT72H ENDED customer journey_completed");
    assertThat(timeline.end().closed()).isEqualTo(EntityStatus.COMPLETED);
    assertThat(timeline.end().metadata().path("x").asInt()).isEqualTo(1);
    assertThat(timeline.warnings()).isEmpty();
  }

  @Test
  void itStopsWhenItsTimeIsUpAndTheJourneyLives() {
    SimulatedWorld world =
        SimulatedWorld.of(spine("lead", "customer"))
            .maps("lead", "nurture", one("pause", "wait", "{\"duration\": \"P3D\"}"));

    Timeline timeline = world.run(1, Assumptions.NONE, Duration.ofDays(2));

    assertThat(timeline.end().closed()).isNull();
    assertThat(timeline.end().nodeId()).isEqualTo("lead");
  }

  @Test
  void edgesAndStepsSeeTheContact() {
    GraphBuilder spine = new GraphBuilder();
    spine.ux("lead", "{\"advance\": \"auto\"}").ux("warm").ux("cold");
    spine.edge("lead", "warm", null, "{\"condition\": \"contact.score > 5\"}");
    spine.edge("lead", "cold", null, "{\"default\": true}");
    SimulatedWorld world = SimulatedWorld.of(spine.build());

    assertThat(inWords(world.contact(json("{'score': 7}")).run(1, Assumptions.NONE, LONG)))
        .contains("PT0S MOVED warm");
    assertThat(inWords(world.contact(json("{'score': 3}")).run(1, Assumptions.NONE, LONG)))
        .contains("PT0S MOVED cold");
  }

  @Test
  void assumedEventsHappenToTheirShareOfTheEntitiesAndToTheSameOnes() {
    SimulatedWorld world =
        SimulatedWorld.of(spine("lead", "customer"))
            .maps(
                "lead",
                "ask",
                one("reply", "wait.event", "{\"event\": \"reply\", \"timeout\": \"P30D\"}"));
    Assumptions assumed =
        new Assumptions(
            List.of(new Assumptions.Event("reply", 0.3, Duration.ofDays(2), null, null)),
            Map.of(),
            null);

    List<Timeline> timelines =
        LongStream.range(0, 400)
            .mapToObj(entity -> world.run(new UUID(7, entity), 1, assumed, LONG))
            .toList();

    assertThat(
            inWords(timelines.stream().filter(SimulationTest::replied).findFirst().orElseThrow()))
        .containsExactly(
            "PT0S MOVED lead",
            "PT0S WAIT reply for the event reply",
            "PT48H EVENT lead reply",
            "PT48H STEP reply completed",
            REPLIED,
            "PT48H ENDED customer journey_completed");
    long replied = timelines.stream().filter(SimulationTest::replied).count();
    assertThat(replied).isBetween(80L, 160L);
    assertThat(timelines.stream().map(SimulationTest::inWords))
        .allMatch(words -> words.contains(REPLIED) || words.contains("PT720H MOVED customer"));
    assertThat(world.run(new UUID(7, 11), 1, assumed, LONG)).isEqualTo(timelines.get(11));
  }

  private static boolean replied(Timeline timeline) {
    return inWords(timeline).contains(REPLIED);
  }

  @Test
  void anotherSeedDrawsOthers() {
    SimulatedWorld world =
        SimulatedWorld.of(spine("lead", "customer"))
            .maps("lead", "ask", one("reply", "wait.event", "{\"event\": \"reply\"}"));
    Assumptions assumed =
        new Assumptions(
            List.of(new Assumptions.Event("reply", 0.5, Duration.ofDays(1), null, null)),
            Map.of(),
            null);

    assertThat(LongStream.range(0, 50).mapToObj(seed -> inWords(world.run(seed, assumed, LONG))))
        .anyMatch(words -> words.contains("PT24H MOVED customer"))
        .anyMatch(words -> !words.contains("PT24H MOVED customer"));
  }

  @Test
  void anAssumedStepTakesItsTimeAndComesToWhatIsDrawn() {
    GraphBuilder flow = new GraphBuilder().step("work").step("after");
    SimulatedWorld world =
        SimulatedWorld.of(spine("lead")).maps("lead", "do", flow.edge("work", "after").build());
    StepOutcome fails =
        new StepOutcome.Failed(new StepFailure(FailureCode.REJECTED, "no capacity"));
    Assumptions assumed =
        new Assumptions(
            List.of(),
            Map.of(
                "work",
                new Assumptions.Step(
                    List.of(
                        new Assumptions.Weighted(3, StepOutcome.completed(null)),
                        new Assumptions.Weighted(1, fails)),
                    Duration.ofHours(5))),
            null);

    List<List<String>> drawn =
        LongStream.range(0, 200).mapToObj(seed -> inWords(world.run(seed, assumed, LONG))).toList();

    long failed =
        drawn.stream().filter(words -> words.contains("PT5H STEP work no capacity")).count();
    assertThat(failed).isBetween(25L, 80L);
    assertThat(drawn.stream().filter(words -> words.contains("PT5H STEP after completed")).count())
        .isEqualTo(200 - failed);
    assertThat(drawn).anyMatch(words -> words.contains("PT5H HOLD lead blocked"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"inline", "child"})
  void peopleAnswerWhatTheyAreAsked(String isolation) {
    GraphBuilder flow =
        new GraphBuilder()
            .settings("{\"isolation\": \"" + isolation + "\"}")
            .node("fit", "human.task", "{\"title\": \"Fit?\", \"choices\": [\"yes\", \"no\"]}")
            .step("greet");
    SimulatedWorld world =
        SimulatedWorld.of(spine("lead"))
            .maps("lead", "ask", flow.edge("fit", "greet", "yes").build());
    Assumptions.People people = new Assumptions.People(Duration.ofHours(4), Map.of("yes", 1.0));

    assertThat(inWords(world.run(1, new Assumptions(List.of(), Map.of(), people), LONG)))
        .containsExactly(
            "PT0S MOVED lead",
            "PT0S TASK fit Fit?",
            "PT4H STEP fit completed",
            "PT4H STEP greet completed",
            "PT4H ENDED lead journey_completed");
    assertThat(world.run(1, Assumptions.NONE, LONG).end().closed()).isNull();
  }

  @Test
  void whoBlocksIsOnlyHelpedWhereAWeightSaysHow() {
    SimulatedWorld world =
        SimulatedWorld.of(spine("lead"))
            .maps(
                "lead", "do", one("work", "set", "{\"values\": {\"x\": \"entity.metadata.no\"}}"));

    Timeline left = world.run(1, people(Map.of("yes", 1.0)), LONG);
    Timeline cancelled = world.run(1, people(Map.of("cancel", 1.0)), LONG);

    assertThat(left.end().closed()).isNull();
    assertThat(cancelled.end().closed()).isEqualTo(EntityStatus.CANCELLED);
  }

  private static Assumptions people(Map<String, Double> choices) {
    return new Assumptions(
        List.of(), Map.of(), new Assumptions.People(Duration.ofHours(1), choices));
  }

  @Test
  void aFlowThatGoesInACircleIsStoppedWithAWarning() {
    GraphBuilder circle = new GraphBuilder();
    circle.ux("a", "{\"advance\": \"auto\"}").ux("b", "{\"advance\": \"auto\"}");
    SimulatedWorld world = SimulatedWorld.of(circle.edge("a", "b").edge("b", "a").build());

    assertThat(world.run(1, Assumptions.NONE, LONG).warnings())
        .singleElement()
        .asString()
        .startsWith("the journey goes in a circle");
  }

  @Test
  void assumptionsThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> new Assumptions.Event("e", 2, Duration.ZERO, null, null))
        .hasMessageContaining("share");
    assertThatThrownBy(() -> new Assumptions.Event("e", 1, null, null, null))
        .hasMessageContaining("either after or at");
    assertThatThrownBy(() -> new Assumptions.Weighted(0, StepOutcome.completed(null)))
        .hasMessageContaining("weight");
    assertThatThrownBy(() -> new Assumptions.Step(List.of(), Duration.ofHours(-1)))
        .hasMessageContaining("negative");
  }

  private static JsonNode spine(String... nodes) {
    GraphBuilder graph = new GraphBuilder();
    for (int i = 0; i < nodes.length; i++) {
      graph.ux(nodes[i], i == 0 ? "{}" : "{\"advance\": \"auto\"}");
      if (i > 0) {
        graph.edge(nodes[i - 1], nodes[i]);
      }
    }
    return graph.build();
  }

  private static JsonNode one(String id, String type, String data) {
    return new GraphBuilder().node(id, type, data).build();
  }

  private static JsonNode json(String text) {
    return GraphBuilder.json(text.replace('\'', '"'));
  }

  /** Each entry with the time since the start. */
  private static List<String> inWords(Timeline timeline) {
    return timeline.entries().stream()
        .map(
            entry ->
                Duration.between(SimulatedWorld.START, entry.at())
                    + " "
                    + entry.kind()
                    + " "
                    + entry.nodeId()
                    + (entry.kind() == Timeline.Kind.MOVED ? "" : " " + entry.detail()))
        .toList();
  }
}
