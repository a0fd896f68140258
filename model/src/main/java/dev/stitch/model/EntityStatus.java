package dev.stitch.model;

import java.util.Locale;

/** Where an entity's journey is; the last three are final. */
public enum EntityStatus {
  ACTIVE,
  /** Every open node only waits on timer, event, callback or person. */
  WAITING,
  /** A path failed, or nothing leads on; a person decides. */
  BLOCKED,
  PAUSED,
  COMPLETED,
  /** Ended by {@code exitWhen}. */
  EXITED,
  CANCELLED;

  public boolean isFinal() {
    return switch (this) {
      case ACTIVE, WAITING, BLOCKED, PAUSED -> false;
      case COMPLETED, EXITED, CANCELLED -> true;
    };
  }

  /** As clients and the table spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
