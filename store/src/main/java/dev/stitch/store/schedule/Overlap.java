package dev.stitch.store.schedule;

/** What happens when a schedule is due while a run that it has started is under way. */
public enum Overlap {
  /** The time is let go. */
  SKIP,
  /** The newest time that came meanwhile begins when the run has ended. */
  BUFFER_ONE,
  /** All times that came meanwhile begin one after the other. */
  BUFFER_ALL,
  /** Both run. */
  ALLOW_ALL,
  /** The run is cancelled, and the new one begins once it has ended. */
  CANCEL_OTHER
}
