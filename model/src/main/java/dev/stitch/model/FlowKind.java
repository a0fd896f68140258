package dev.stitch.model;

/** What a flow is: a business flow with a UX spine, or a system path. */
public enum FlowKind {
  BMC,
  SYSTEM
}
