package dev.stitch.model;

import java.util.Locale;

/** Where a campaign reaches people. Without one it reaches them by mail. */
public enum Platform {
  X("X"),
  LINKEDIN("LinkedIn"),
  GMAIL("Gmail"),
  SUBSTACK("Substack");

  private final String label;

  Platform(String label) {
    this.label = label;
  }

  /** As people write it. */
  public String label() {
    return label;
  }

  /** As clients and tables spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
