package dev.stitch.activities.effect;

import dev.stitch.model.StepException;

/**
 * Thrown by what is written with a claim when the act must not happen any more: nothing is written,
 * the claim is not taken, and the step fails as this says.
 */
public final class ClaimRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final StepException why;

  public ClaimRefused(StepException why) {
    super(why.getMessage(), why, false, false);
    this.why = why;
  }

  StepException why() {
    return why;
  }
}
