package dev.stitch.api.run;

import dev.stitch.machine.ResumeMode;
import io.micronaut.core.annotation.Nullable;

/**
 * How to resume a run.
 *
 * @param mode what becomes of its timers; they {@code continue} by default
 */
record RunResumeRequest(@Nullable ResumeMode mode) {

  static final RunResumeRequest DEFAULT = new RunResumeRequest(null);

  RunResumeRequest {
    mode = mode == null ? ResumeMode.CONTINUE : mode;
  }
}
