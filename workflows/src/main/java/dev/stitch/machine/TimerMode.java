package dev.stitch.machine;

/** What a pause means for running timers. */
public enum TimerMode {
  /** What was left of a wait is left of it after the pause. */
  FREEZE,
  /** Time goes on; what fell due meanwhile is due at once on resume. */
  ELAPSE
}
