package dev.stitch.store.bulk;

import java.util.Locale;

/** What acts on many are done to. */
public enum BulkTarget {
  JOURNEYS,
  TASKS,
  CONTACTS,
  RUNS;

  /** As clients spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
