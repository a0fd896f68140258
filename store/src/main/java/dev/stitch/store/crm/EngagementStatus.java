package dev.stitch.store.crm;

import java.util.Locale;

/** What has become of an engagement. */
public enum EngagementStatus {
  /** A run has come to it and has done nothing yet. */
  PLANNED,
  /** It waits for a person. */
  WAITING,
  DONE,
  /** Nobody did it, and nobody will. */
  SKIPPED,
  FAILED;

  /** As clients and the table spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
