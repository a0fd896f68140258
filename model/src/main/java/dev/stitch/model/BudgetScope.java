package dev.stitch.model;

import java.util.Locale;

/** Whose spending a budget bounds. */
public enum BudgetScope {
  /** A run and all that it calls. */
  RUN,
  /** The runs of a session, and all that they call. */
  SESSION,
  /** The agents of a type, and all that they call. */
  AGENT_TYPE,
  /** Everything. */
  TENANT;

  /** The key of the only tenant. */
  public static final String DEFAULT_TENANT = "default";

  /** As clients spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
