package dev.stitch.machine;

/** Who holds a pause. A journey or path goes on when nobody does. */
public enum PauseOwner {
  ENTITY,
  RUN,
  FLOW,
  TEMPLATE
}
