package dev.stitch.api.run;

import dev.stitch.machine.TimerMode;
import io.micronaut.core.annotation.Nullable;

/**
 * How to pause a run.
 *
 * @param timers whether they keep what is left of them ({@code freeze}, the default) or fall due
 *     meanwhile ({@code elapse})
 */
record RunPauseRequest(@Nullable TimerMode timers) {

  static final RunPauseRequest DEFAULT = new RunPauseRequest(null);

  RunPauseRequest {
    timers = timers == null ? TimerMode.FREEZE : timers;
  }
}
