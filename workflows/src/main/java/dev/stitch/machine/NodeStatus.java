package dev.stitch.machine;

/** Where a step node of a path is; the last four are settled. */
public enum NodeStatus {
  PENDING,
  RUNNING,
  WAITING,
  COMPLETED,
  FAILED,
  SKIPPED,
  CANCELLED;

  public boolean isSettled() {
    return switch (this) {
      case PENDING, RUNNING, WAITING -> false;
      case COMPLETED, FAILED, SKIPPED, CANCELLED -> true;
    };
  }
}
