package dev.stitch.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a step does on a platform. */
public enum EngagementAct {
  CONNECT,
  FOLLOW,
  LIKE,
  COMMENT,
  MESSAGE,
  /** A post of the account's own, which is towards nobody. */
  POST;

  private static final String TYPES = "engagement.";

  /** The act of a step type, e.g. {@code engagement.like}; empty for types that are none. */
  public static Optional<EngagementAct> ofStepType(String type) {
    return Arrays.stream(values()).filter(act -> act.stepType().equals(type)).findFirst();
  }

  /** As clients and tables spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The step type that does it. */
  public String stepType() {
    return TYPES + word();
  }

  /** Whether it is done towards a contact, so that a run without one cannot do it. */
  public boolean isTowardsContact() {
    return this != POST;
  }
}
