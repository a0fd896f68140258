package dev.stitch.activities.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.Graphs;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.MappedFlow;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.PlanVersion;
import dev.stitch.machine.Rules;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepFailure;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;
import dev.stitch.simulation.Assumptions;
import dev.stitch.simulation.Simulation;
import dev.stitch.simulation.Timeline;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Outward steps in a simulation: it has neither database nor network, and sends nothing. */
class OutwardSimulationTest {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final UUID CONTACT = new UUID(0, 2);
  private static final String MAIL =
      "{'id': 'write', 'type': 'email.send', 'data': {'subject': 'Hi {{contact.name}}', 'text': 't'}}";

  @Test
  void aMailIsTimedRenderedAndSeesWhatEarlierStepsWrote() {
    Timeline timeline =
        run(
            Assumptions.NONE,
            "{'id': 'name', 'type': 'contact.update', 'data': {'values': {'name': '\\u0027Grace\\u0027'}}}",
            "{'id': 'pause', 'type': 'wait', 'data': {'duration': 'P1D'}}",
            MAIL);

    assertThat(timeline.entries())
        .filteredOn(entry -> entry.kind() == Timeline.Kind.MAIL)
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.at()).isEqualTo(START.plus(Duration.ofDays(1)));
              assertThat(mail.detail()).isEqualTo("Hi Grace");
              assertThat(((StepPreview.Mail) mail.preview()).to()).isEqualTo("ada@example.org");
            });
    assertThat(timeline.end().closed()).isNotNull();
  }

  @Test
  void aMailThatIsAssumedToFailIsNoMail() {
    StepOutcome bounced =
        new StepOutcome.Failed(new StepFailure(FailureCode.REJECTED, "the mailbox is full"));
    Assumptions assumed =
        new Assumptions(
            List.of(),
            Map.of(
                "write", new Assumptions.Step(List.of(new Assumptions.Weighted(1, bounced)), null)),
            null);

    assertThat(run(assumed, MAIL).entries())
        .noneMatch(entry -> entry.kind() == Timeline.Kind.MAIL)
        .anyMatch(entry -> entry.detail().equals("the mailbox is full"));
  }

  @Test
  void whatOnlyTheOutsideKnowsIsTakenForDoneAndSaidSo() {
    Timeline timeline =
        run(
            Assumptions.NONE,
            "{'id': 'ask', 'type': 'http.request', 'data': {'url': 'https://example.org'}}");

    assertThat(timeline.end().closed()).isNotNull();
    assertThat(timeline.warnings()).singleElement().asString().contains("http.request");
    assertThat(timeline.entries())
        .anyMatch(entry -> entry.preview() instanceof StepPreview.HttpRequest);
  }

  @Test
  void whoIsArchivedByAStepGetsNoMailAfterIt() {
    assertThat(
            run(Assumptions.NONE, "{'id': 'archive', 'type': 'contact.archive', 'data': {}}", MAIL)
                .entries())
        .noneMatch(entry -> entry.kind() == Timeline.Kind.MAIL)
        .anyMatch(entry -> entry.detail().equals("The contact is archived."));
  }

  private static Timeline run(Assumptions assumptions, String... steps) {
    JourneyPlan journey =
        Graphs.compileJourney(
            json("{'nodes': [{'id': 'lead', 'type': 'ux', 'data': {}}], 'edges': []}"));
    PathPlan path = Graphs.compilePath(chain(steps));
    MappedFlow flow =
        new MappedFlow(
            new UUID(0, 4), "write", new PlanVersion(1, path.hash()), 0, null, path.isolation());
    JourneyState initial =
        JourneyState.initial(
            Rules.CURRENT,
            new UUID(0, 1),
            CONTACT,
            new UUID(0, 3),
            new PlanVersion(1, journey.hash()),
            null);
    return Simulation.of(plans(journey, path), (id, node) -> List.of(flow), 1, assumptions)
        .run(
            initial,
            json(
                "{'id': '%s', 'name': 'Ada', 'email': 'ada@example.org', 'status': 'active'}"
                    .formatted(CONTACT)),
            START,
            START.plus(Duration.ofDays(30)));
  }

  private static PlanLookup plans(JourneyPlan journey, PathPlan path) {
    return new PlanLookup() {
      @Override
      public JourneyPlan journey(String hash) {
        return journey;
      }

      @Override
      public PathPlan path(String hash) {
        return path;
      }
    };
  }

  private static JsonNode chain(String... steps) {
    StringBuilder edges = new StringBuilder();
    for (int i = 1; i < steps.length; i++) {
      edges
          .append(i == 1 ? "" : ",")
          .append(
              "{'id': 'e%d', 'source': '%s', 'target': '%s'}"
                  .formatted(i, id(steps[i - 1]), id(steps[i])));
    }
    return json("{'nodes': [%s], 'edges': [%s]}".formatted(String.join(",", steps), edges));
  }

  private static String id(String step) {
    return json(step).get("id").asText();
  }

  private static JsonNode json(String text) {
    try {
      return JsonCodec.MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
