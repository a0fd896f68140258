package dev.stitch.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is taken for granted of the world in a simulation. Whatever is left to chance is drawn from
 * the seed, by entity: another assumption does not change what is drawn for this one.
 *
 * @param steps what steps come to, by node id
 * @param people how people answer, or null when nobody does
 */
public record Assumptions(List<Event> events, Map<String, Step> steps, People people) {

  /** Nothing happens from outside, and outward steps come to what they say they would. */
  public static final Assumptions NONE = new Assumptions(List.of(), Map.of(), null);

  public Assumptions {
    events = List.copyOf(events);
    steps = Map.copyOf(steps);
  }

  /**
   * An event from outside.
   *
   * @param share of the entities that it happens to, from 0 to 1
   * @param after counted from the entity's start; null when {@code at} is given
   * @param at the moment itself; null when {@code after} is given
   * @param data what CEL sees as {@code event.data}, or null
   */
  public record Event(String name, double share, Duration after, Instant at, JsonNode data) {
    public Event {
      Objects.requireNonNull(name, "name");
      if ((after == null) == (at == null)) {
        throw new IllegalArgumentException("event " + name + ": give either after or at");
      }
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("event " + name + ": share must be from 0 to 1");
      }
    }
  }

  /**
   * A step's outcome instead of the one it foresees.
   *
   * @param outcomes one is drawn by weight; empty leaves what the step foresees
   * @param duration how long it takes
   */
  public record Step(List<Weighted> outcomes, Duration duration) {
    public Step {
      outcomes = List.copyOf(outcomes);
      duration = duration == null ? Duration.ZERO : duration;
      if (duration.isNegative()) {
        throw new IllegalArgumentException("duration must not be negative");
      }
    }
  }

  /**
   * @param weight its share of the sum of all weights; above 0
   */
  public record Weighted(double weight, StepOutcome outcome) {
    public Weighted {
      Objects.requireNonNull(outcome, "outcome");
      requirePositive(weight);
    }
  }

  /**
   * How people answer: a question of a step or before a stage is left by any of its choices, unless
   * weights say which; one about a failure or a deadline only where a weight does.
   *
   * @param choices weights by choice
   */
  public record People(Duration answerAfter, Map<String, Double> choices) {
    public People {
      Objects.requireNonNull(answerAfter, "answerAfter");
      choices = Map.copyOf(choices);
      choices.values().forEach(Assumptions::requirePositive);
    }
  }

  private static void requirePositive(double weight) {
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("a weight must be above 0");
    }
  }
}
