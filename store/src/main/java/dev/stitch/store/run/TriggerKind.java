package dev.stitch.store.run;

/** What started a run. */
public enum TriggerKind {
  USER,
  SCHEDULED,
  TEMPLATE,
  JOURNEY,
  WEBHOOK,
  EMAIL,
  API
}
