package dev.stitch.store.workspace;

/** What becomes of a workspace's folder. */
public enum CleanupStatus {
  KEPT,
  /** Its host is to delete it. */
  PENDING,
  CLEANED,
  /** Its host could not delete all of it. */
  FAILED
}
