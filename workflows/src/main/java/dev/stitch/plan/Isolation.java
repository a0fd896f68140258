package dev.stitch.plan;

/** Where a system flow's steps run: in a child workflow of their own, or inside their journey. */
public enum Isolation {
  CHILD,
  INLINE
}
