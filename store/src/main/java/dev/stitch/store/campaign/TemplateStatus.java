package dev.stitch.store.campaign;

import java.util.Locale;

/** Where a template is; the last is final. */
public enum TemplateStatus {
  /** Whoever is enrolled waits for it to become active. */
  DRAFT,
  ACTIVE,
  /** Nobody goes on, and nobody begins. */
  PAUSED,
  COMPLETED;

  /** As clients and the table spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
