package dev.stitch.machine;

/** Where a run is; the last four are final and never reopen. */
public enum RunStatus {
  PENDING,
  RUNNING,
  PAUSED,
  COMPLETED,
  FAILED,
  /** By an act, or by Temporal's cancellation. */
  CANCELLED,
  /** Temporal's termination. */
  KILLED;

  public boolean isFinal() {
    return switch (this) {
      case PENDING, RUNNING, PAUSED -> false;
      case COMPLETED, FAILED, CANCELLED, KILLED -> true;
    };
  }
}
