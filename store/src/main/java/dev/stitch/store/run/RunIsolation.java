package dev.stitch.store.run;

/** Whether a run is a workflow of its own, or steps of its journey's. */
public enum RunIsolation {
  CHILD,
  INLINE
}
