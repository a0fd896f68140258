package dev.stitch.store.sending;

/** Why somebody is not written to for a while. */
public enum HoldReason {
  /** Their own automatic answer says that they are away. */
  OUT_OF_OFFICE,
  /** Somebody at the same company has answered. */
  SAME_COMPANY
}
