package dev.stitch.store.journey;

import java.util.Locale;

/** Where an entity's journey is, in the words of the table; the last three are final. */
public enum EntityStatus {
  ACTIVE,
  WAITING,
  BLOCKED,
  PAUSED,
  COMPLETED,
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
