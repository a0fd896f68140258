package dev.stitch.journey;

import dev.stitch.driver.ActHandlers;
import dev.stitch.machine.Act;
import dev.stitch.machine.Refusal;
import java.util.Optional;
import java.util.function.Function;

/** The acts that a journey takes; each answers what the journey is then. */
final class JourneyActs extends ActHandlers<Act, JourneyView> {

  /**
   * @param check whether an act would be refused now, and why
   * @param act does an act and waits until its facts are in the database
   */
  JourneyActs(Function<Act, Optional<Refusal>> check, Function<Act, JourneyView> act) {
    super(Act.BY_NAME, check, act);
  }
}
