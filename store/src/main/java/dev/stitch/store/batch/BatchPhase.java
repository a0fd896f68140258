package dev.stitch.store.batch;

/** Whether a run has more to work off. */
public enum BatchPhase {
  OPEN,
  FINISHED,
  FAILED
}
