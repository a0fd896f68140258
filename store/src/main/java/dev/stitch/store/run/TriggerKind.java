package dev.stitch.store.run;

import java.util.Locale;

/** What started a run. */
public enum TriggerKind {
  USER,
  SCHEDULED,
  TEMPLATE,
  JOURNEY,
  WEBHOOK,
  EMAIL,
  API;

  /** As clients and rows spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
