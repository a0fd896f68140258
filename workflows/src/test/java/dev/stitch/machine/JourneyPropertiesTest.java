package dev.stitch.machine;

import dev.stitch.model.EntityStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Holds for any business flow, any paths and any order of events; {@link JourneyLaws} says what
 * after each of them.
 */
class JourneyPropertiesTest {

  private static final int SEEDS = 200;

  @Test
  void whateverHappensTheLawsOfJourneysHold() {
    disturbed(SEEDS, 150, journey -> {});
  }

  @Test
  void aJourneyThatGetsItsAnswersEndsAndLeavesNothingOpen() {
    Map<EntityStatus, Integer> ends = new EnumMap<>(EntityStatus.class);
    disturbed(
        SEEDS,
        40,
        journey -> {
          new PatientPerson(journey).help();
          journey.checkOver();
          ends.merge(journey.state().closed(), 1, Integer::sum);
        });
    System.out.println("journeys ended " + ends);
  }

  @Test
  void continuingAsNewAtAnyPointChangesNothing() {
    disturbed(SEEDS / 10, 100, RandomJourney::continueAsNew);
  }

  @Test
  void flushingFactsAgainChangesNothing() {
    disturbed(SEEDS / 3, 150, RandomJourney::flushAgain);
  }

  private static void disturbed(int seeds, int times, Consumer<RandomJourney> property) {
    Seeds.each(
        seeds,
        seed -> {
          RandomJourney journey = new RandomJourney(seed);
          new RandomActs(journey).disturb(times);
          property.accept(journey);
        });
  }
}
