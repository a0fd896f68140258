package dev.stitch.store.effect;

/** How far an outward act has come. Column {@code effects.state}. */
public enum EffectState {
  /** It will be done; nothing has left yet. */
  INTENDED,
  /** An attempt has it: bytes may have left. */
  SENDING,
  /** It happened; the row holds its result. */
  SENT,
  /** An attempt ended in the middle: whether it happened is for a person to find out. */
  UNKNOWN,
  /** It certainly did not happen, and may be tried again. */
  FAILED
}
