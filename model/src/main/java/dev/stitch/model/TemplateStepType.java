package dev.stitch.model;

import java.util.Locale;

/** What a step of a campaign's template does. */
public enum TemplateStepType {
  CONNECT,
  MESSAGE,
  FOLLOW,
  LIKE,
  COMMENT,
  WAIT,
  CONDITION;

  /** As clients and tables spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
