package dev.stitch.activities.agent;

import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.time.Duration;

/** A call that may not be carried out yet, and will be: nothing has failed. */
final class ToolHeldException extends StepException {

  private static final long serialVersionUID = 1L;

  /** Looked at so often that a limit that is lifted is soon noticed. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /**
   * @param left how long it is held at least
   */
  ToolHeldException(String why, Duration left) {
    super(FailureCode.UNAVAILABLE, why, between(left));
  }

  private static Duration between(Duration left) {
    Duration shortest = Duration.ofSeconds(1);
    if (left.compareTo(shortest) < 0) {
      return shortest;
    }
    return left.compareTo(LONGEST) > 0 ? LONGEST : left;
  }
}
