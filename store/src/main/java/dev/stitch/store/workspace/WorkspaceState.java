package dev.stitch.store.workspace;

/** How a workspace stands. */
public enum WorkspaceState {
  READY,
  /** Locked for a run that has not ended. */
  IN_USE,
  /** It has changes that are not committed. */
  DIRTY,
  /** Its folder is gone, or about to be. */
  CLEANED
}
