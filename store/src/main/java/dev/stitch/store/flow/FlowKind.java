package dev.stitch.store.flow;

/** A business flow with a UX spine, or a system path; in the words of the table. */
public enum FlowKind {
  BMC,
  SYSTEM
}
