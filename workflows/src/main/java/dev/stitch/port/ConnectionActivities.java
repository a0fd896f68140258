package dev.stitch.port;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.UUID;

/** What is done with stored credentials besides running steps. */
@ActivityInterface
public interface ConnectionActivities {

  /** Tries the credentials out on what they are for, and writes down how that went. */
  @ActivityMethod(name = "ConnectionTest")
  TestOutcome test(UUID connectionId);

  /**
   * How a test came out.
   *
   * @param ok whether the other side took the credentials
   * @param message what it said; never holds the secret
   */
  record TestOutcome(boolean ok, String message) {}
}
