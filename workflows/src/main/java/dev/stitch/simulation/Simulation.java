package dev.stitch.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.machine.Act;
import dev.stitch.machine.AnswerTaskAct;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.OpenTask;
import dev.stitch.machine.PlanLookup;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What entities would go through, under what is assumed of the world: the machines and the
 * evaluation of production, a virtual clock, and nothing outside. Each entity is simulated by
 * itself; the same seed gives it the same timeline.
 *
 * <pre>{@code
 * Timeline timeline =
 *     Simulation.of(plans, mappings, 1, Assumptions.NONE).run(initial, contact, start, until);
 * }</pre>
 */
public final class Simulation {

  private static final String ACTOR = "simulation";

  private final PlanLookup plans;
  private final Mappings mappings;
  private final long seed;
  private final Assumptions assumptions;

  private Simulation(PlanLookup plans, Mappings mappings, long seed, Assumptions assumptions) {
    this.plans = plans;
    this.mappings = mappings;
    this.seed = seed;
    this.assumptions = assumptions;
  }

  public static Simulation of(
      PlanLookup plans, Mappings mappings, long seed, Assumptions assumptions) {
    return new Simulation(plans, mappings, seed, assumptions);
  }

  /**
   * Runs one journey from its beginning.
   *
   * @param initial a journey that has not begun
   * @param contact its contact as expressions see it; an empty object when there is none
   * @param until when to stop, if it has not ended before
   */
  public Timeline run(JourneyState initial, JsonNode contact, Instant start, Instant until) {
    return new Run(initial, contact, start).until(until);
  }

  /** One journey, and what is still to happen to it from outside. */
  private final class Run {

    private final Draws draws;
    private final Instant start;
    private final TimelineRecord record = new TimelineRecord(plans);
    private final SimulatedJourney journey;
    private final PriorityQueue<Due> agenda =
        new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::number));
    private final Set<UUID> asked = new HashSet<>();
    private int numbers;

    /** Something from outside that is to happen; the earlier number first at the same time. */
    private record Due(Instant at, int number, What what) {}

    private sealed interface What {
      record Comes(ExternalEvent event) implements What {}

      record Answers(OpenTask task, String choice) implements What {}
    }

    Run(JourneyState initial, JsonNode contact, Instant start) {
      this.start = start;
      draws = new Draws(seed, initial.entityId());
      journey =
          new SimulatedJourney(
              plans,
              initial,
              start,
              new EvaluatedWork(
                  plans, mappings, new SimulatedContact(contact), assumptions, draws, record),
              record);
    }

    Timeline until(Instant end) {
      assumptions.events().forEach(this::expect);
      try {
        journey.apply(new JourneyInput.Began(start, null, ACTOR, ACTOR, false));
        while (!journey.over()) {
          journey.settle();
          expectAnswers();
          if (!goOn(end)) {
            break;
          }
        }
      } catch (SimulatedJourney.EndlessWork endless) {
        record.warn(endless.getMessage());
      }
      return record.timeline(journey.state());
    }

    private void expect(Assumptions.Event event) {
      String id = "assumed-" + numbers;
      if (draws.fraction(id) < event.share()) {
        Instant at = event.at() == null ? start.plus(event.after()) : event.at();
        add(at, new What.Comes(new ExternalEvent(id, event.name(), event.data(), ACTOR)));
      } else {
        numbers++;
      }
    }

    private void add(Instant at, What what) {
      agenda.add(new Due(at, numbers++, what));
    }

    /** To the next moment at which something happens; false when there is none before the end. */
    private boolean goOn(Instant end) {
      Optional<Instant> outside = Optional.ofNullable(agenda.peek()).map(Due::at);
      Optional<Instant> next =
          Stream.concat(journey.next().stream(), outside.stream()).min(Instant::compareTo);
      if (next.isEmpty() || next.get().isAfter(end)) {
        return false;
      }
      journey.passTo(next.get());
      while (!agenda.isEmpty() && !agenda.peek().at().isAfter(journey.now())) {
        happen(agenda.poll().what());
        journey.settle();
      }
      return true;
    }

    private void happen(What what) {
      switch (what) {
        case What.Comes comes ->
            journey.apply(new JourneyInput.Happened(journey.now(), comes.event()));
        case What.Answers(OpenTask task, String choice) -> {
          Act answer =
              new AnswerTaskAct(
                  "answer-" + task.id(),
                  ACTOR,
                  task.id(),
                  choice,
                  JsonNodeFactory.instance.objectNode());
          if (journey.machine().check(journey.state(), answer).isEmpty()) {
            journey.apply(new JourneyInput.Acted(journey.now(), answer));
          }
        }
      }
    }

    // ---- people ----

    private void expectAnswers() {
      if (assumptions.people() == null) {
        return;
      }
      for (OpenTask task : journey.tasks().toList()) {
        if (asked.add(task.id()) && mayBeAnswered(task)) {
          add(
              journey.now().plus(assumptions.people().answerAfter()),
              new What.Answers(task, choice(task)));
        }
      }
    }

    private boolean mayBeAnswered(OpenTask task) {
      return switch (task.kind()) {
        case STEP, APPROVAL -> true;
        case BLOCKED, DEADLINE -> !weighted(task).isEmpty();
      };
    }

    private List<String> weighted(OpenTask task) {
      return task.choices().stream().filter(assumptions.people().choices()::containsKey).toList();
    }

    /** One of the choices, or null where any answer will do. */
    private String choice(OpenTask task) {
      if (task.choices().isEmpty()) {
        return null;
      }
      List<String> weighted = weighted(task);
      Map<String, Double> weights = assumptions.people().choices();
      return draws.pick(
          "answer-" + task.id(),
          weighted.isEmpty() ? task.choices() : weighted,
          choice -> weights.getOrDefault(choice, 1.0));
    }
  }
}
