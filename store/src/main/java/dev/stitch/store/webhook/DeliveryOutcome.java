package dev.stitch.store.webhook;

/** What became of a delivery. */
public enum DeliveryOutcome {
  /** A journey began. */
  STARTED,
  /** A journey that was there got the endpoint's event. */
  TOLD,
  /** There was nothing to do; the reason says why. */
  IGNORED,
  /**
   * It could not be carried out; the reason says why. Sent or replayed again, it is tried again.
   */
  FAILED
}
