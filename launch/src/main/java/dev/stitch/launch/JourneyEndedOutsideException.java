package dev.stitch.launch;

import dev.stitch.store.journey.EntityRow;

/**
 * Somebody has ended a journey's workflow in Temporal, and the reconciler has not written that down
 * yet: until then nothing can be told to the journey, and its row says that it goes on.
 */
public final class JourneyEndedOutsideException extends RuntimeException {

  JourneyEndedOutsideException(EntityRow entity) {
    super(message(entity));
  }

  /** What people are told of an entity whose workflow was ended so. */
  public static String message(EntityRow entity) {
    return "The workflow of entity "
        + entity.id()
        + ", which was "
        + entity.status().word()
        + ", has been ended outside; the entity will be cancelled within a minute.";
  }
}
