package dev.stitch.machine;

/** What a step does to the run, or the runs, that it has called. */
public sealed interface CallAct {

  record Start() implements CallAct {}

  record Pause(PauseOwner owner, TimerMode timers) implements CallAct {}

  record Resume(PauseOwner owner, ResumeMode mode) implements CallAct {}

  /** Its end no longer matters. */
  record Cancel() implements CallAct {}
}
