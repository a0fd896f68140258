package dev.stitch.model;

import java.util.Locale;

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

  /** As clients and the table spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
