package dev.stitch.model;

import java.util.Locale;

/** Which tool calls of an agent wait for a person. */
public enum AgentApproval {
  /** Those that act on the outside world. */
  OUTWARD,
  /** All but decisions and questions. */
  ALWAYS,
  NEVER;

  /** As clients spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
