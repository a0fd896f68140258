package dev.stitch.store.task;

import java.util.Locale;

/** Where a human task is; only an open one can be answered. */
public enum TaskState {
  OPEN,
  ANSWERED,
  EXPIRED,
  CANCELLED;

  /** As clients and the table spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
