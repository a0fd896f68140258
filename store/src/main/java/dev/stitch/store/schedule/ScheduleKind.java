package dev.stitch.store.schedule;

import java.util.Locale;

/** What a schedule starts: the routes whose bodies it can keep. */
public enum ScheduleKind {
  FLOW,
  TEMPLATE,
  SYNC,
  ENRICH,
  SEARCH,
  PRUNE,
  AGENT;

  /** As clients and tables spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
