package dev.stitch.plan;

/** What the failure of a step means for its path. */
public enum OnError {
  /** The path fails: running siblings are cancelled, pending ones skipped. */
  FAIL,
  /** The node is failed and the path goes on along its ordinary edges. */
  CONTINUE,
  /** The node is failed and the path goes on along its {@code error} edges only. */
  BRANCH
}
