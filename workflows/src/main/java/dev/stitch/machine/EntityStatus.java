package dev.stitch.machine;

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
    return this == COMPLETED || this == EXITED || this == CANCELLED;
  }
}
